CREATE TABLE "prototype" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "sample" BOOLEAN NOT NULL,
  "model" TEXT,
  "servers_json" TEXT NOT NULL,
  "chat_json" TEXT NOT NULL,
  "now" TEXT NOT NULL,
  "time_zone" TEXT NOT NULL,
  "locale" TEXT NOT NULL,
  "tick" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "allowed_tool" (
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "tool_json" TEXT NOT NULL,
  PRIMARY KEY ("prototype_id", "tool_json")
);

CREATE TABLE "message" (
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "id" TEXT NOT NULL,
  "position" SERIAL NOT NULL,
  "document" TEXT NOT NULL,
  PRIMARY KEY ("prototype_id", "id")
);
CREATE INDEX "message_prototype_id_position_idx" ON "message" ("prototype_id", "position");

CREATE TABLE "turn" (
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "id" TEXT NOT NULL,
  "position" SERIAL NOT NULL,
  "document" TEXT NOT NULL,
  PRIMARY KEY ("prototype_id", "id")
);
CREATE INDEX "turn_prototype_id_position_idx" ON "turn" ("prototype_id", "position");

CREATE TABLE "call" (
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "id" TEXT NOT NULL,
  "started" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "intent_json" TEXT NOT NULL,
  "ended" INTEGER,
  "end_json" TEXT,
  "failed" BOOLEAN NOT NULL DEFAULT false,
  PRIMARY KEY ("prototype_id", "id"),
  CONSTRAINT "call_state" CHECK ("state" IN ('waiting', 'approval', 'running', 'ended')),
  CONSTRAINT "call_ended" CHECK (("state" = 'ended') = ("ended" IS NOT NULL AND "end_json" IS NOT NULL))
);
CREATE INDEX "call_prototype_id_started_idx" ON "call" ("prototype_id", "started");

CREATE TABLE "catalogue" (
  "prototype_id" TEXT NOT NULL PRIMARY KEY REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "document" TEXT NOT NULL
);

CREATE TABLE "approval" (
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "id" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "request_json" TEXT NOT NULL,
  "reason" TEXT,
  "position" SERIAL NOT NULL,
  "settled_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("prototype_id", "id"),
  CONSTRAINT "approval_state" CHECK ("state" IN ('open', 'approved', 'denied', 'lapsed'))
);
CREATE INDEX "approval_prototype_id_state_idx" ON "approval" ("prototype_id", "state");

CREATE TABLE "workflow_version" (
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "version" INTEGER NOT NULL,
  "how" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "document" TEXT NOT NULL,
  "seen" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("prototype_id", "version")
);

CREATE TABLE "run" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "status" TEXT NOT NULL,
  "document" TEXT NOT NULL,
  "effects_json" TEXT NOT NULL DEFAULT '[]',
  "position" SERIAL NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3)
);
CREATE INDEX "run_prototype_id_position_idx" ON "run" ("prototype_id", "position");

CREATE TABLE "run_event" (
  "run_id" TEXT NOT NULL REFERENCES "run" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "position" SERIAL NOT NULL,
  "document" TEXT NOT NULL,
  PRIMARY KEY ("run_id", "position")
);

CREATE TABLE "ledger_entry" (
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "key" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "attempts" INTEGER NOT NULL,
  "effect_json" TEXT NOT NULL,
  "result_json" TEXT,
  "error" TEXT,
  "how" TEXT,
  "run_id" TEXT NOT NULL,
  "holder" TEXT NOT NULL,
  "lease_until" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  "position" SERIAL NOT NULL,
  PRIMARY KEY ("prototype_id", "key"),
  CONSTRAINT "ledger_entry_state"
    CHECK ("state" IN ('planned', 'awaiting', 'claimed', 'sent', 'confirmed', 'failed', 'unknown'))
);

CREATE TABLE "bundle" (
  "prototype_id" TEXT NOT NULL REFERENCES "prototype" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "id" TEXT NOT NULL,
  "workflow_version" INTEGER NOT NULL,
  "target" TEXT NOT NULL,
  "options_json" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "file_count" INTEGER NOT NULL,
  "byte_count" INTEGER NOT NULL,
  "position" SERIAL NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("prototype_id", "id")
);

CREATE TABLE "server" (
  "alias" TEXT NOT NULL PRIMARY KEY,
  "config_json" TEXT NOT NULL,
  "consent_hash" TEXT,
  "pins_json" TEXT NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "secret" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "ciphertext" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "setting" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "document" TEXT NOT NULL
);

CREATE TABLE "session" (
  "token_hash" TEXT NOT NULL PRIMARY KEY,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "seen_at" TIMESTAMPTZ(3) NOT NULL
);

-- An end is final: whatever code does, the database keeps the first.
CREATE FUNCTION "keep_ended_call"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" = 'ended' THEN
    RAISE EXCEPTION 'call % is over and cannot change', OLD."id";
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "call_end_is_final" BEFORE UPDATE ON "call" FOR EACH ROW EXECUTE FUNCTION "keep_ended_call"();
