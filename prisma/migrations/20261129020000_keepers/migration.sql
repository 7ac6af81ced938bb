CREATE TABLE "keeper" (
  "prototype_id" TEXT NOT NULL PRIMARY KEY REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "switch" TEXT NOT NULL,
  "inputs_json" TEXT NOT NULL,
  "state_json" TEXT NOT NULL,
  "holder" TEXT,
  "lease_until" TIMESTAMPTZ(3) NOT NULL
);
