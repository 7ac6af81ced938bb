CREATE TABLE "judgement" (
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "key" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "answer_json" TEXT NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("prototype_id", "key")
);

-- What a run did to the world is told by its events.
ALTER TABLE "run" DROP COLUMN "effects_json";
