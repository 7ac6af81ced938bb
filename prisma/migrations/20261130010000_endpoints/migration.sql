ALTER TABLE "prototype" ADD COLUMN "endpoint" TEXT NOT NULL DEFAULT 'off';
