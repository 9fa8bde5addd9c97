-- A bulk job acts for a person, and stops when they may not do this any more. Whoever retries it is who it acts for from then on.

ALTER TYPE "bulk_job_state" ADD VALUE 'stopped';

ALTER TABLE "bulk_job" ADD COLUMN "acts_for_id" UUID;
-- Row-level security hides the jobs from the owner too.
ALTER TABLE bulk_job NO FORCE ROW LEVEL SECURITY;
UPDATE bulk_job SET acts_for_id = created_by_id;
ALTER TABLE bulk_job FORCE ROW LEVEL SECURITY;
ALTER TABLE "bulk_job" ALTER COLUMN "acts_for_id" SET NOT NULL;

GRANT UPDATE (acts_for_id) ON bulk_job TO gh_staff;
