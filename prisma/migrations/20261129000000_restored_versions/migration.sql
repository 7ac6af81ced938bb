ALTER TABLE "workflow_version" ADD COLUMN "restores" INTEGER;
