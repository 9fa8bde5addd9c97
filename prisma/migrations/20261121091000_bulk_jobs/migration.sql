-- Enabling and disabling a partner's client for many tenants (R41), and their way from API tokens (R42).

ALTER TYPE "bulk_job_item_state" ADD VALUE 'cancelled';

ALTER TABLE "bulk_job" ADD COLUMN     "created_by" TEXT NOT NULL,
ADD COLUMN     "idempotency_key" UUID NOT NULL,
ADD COLUMN     "unmatched" TEXT[] DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "created_by_id" SET NOT NULL;
CREATE UNIQUE INDEX "bulk_job_created_by_id_idempotency_key_key" ON "bulk_job"("created_by_id", "idempotency_key");
CREATE INDEX "bulk_job_client_id_id_idx" ON "bulk_job"("client_id", "id");
CREATE INDEX "bulk_job_item_job_id_state_tenant_id_idx" ON "bulk_job_item"("job_id", "state", "tenant_id");
ALTER TABLE bulk_job ADD CONSTRAINT bulk_job_kind CHECK (kind IN ('enable', 'disable'));

GRANT SELECT, INSERT, UPDATE (state, finished_at) ON bulk_job TO gh_staff;
GRANT SELECT, INSERT, UPDATE (state, message, done_at) ON bulk_job_item TO gh_staff;
GRANT INSERT, DELETE ON api_token_migration TO gh_staff;
GRANT SELECT, UPDATE (reauthenticated_at) ON api_token_migration TO gh_worker;

-- What is done stays done: a company is changed once by a job, however often the job is begun.
CREATE FUNCTION bulk_job_item_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what a bulk job has done is not done again' USING ERRCODE = 'check_violation', CONSTRAINT = 'bulk_job_item_done_once';
END $$;
CREATE TRIGGER bulk_job_item_guard BEFORE UPDATE ON bulk_job_item FOR EACH ROW
  WHEN (OLD.state NOT IN ('waiting', 'failed')) EXECUTE FUNCTION bulk_job_item_guard();

-- One entry of the queue for each client, behind every other work: its jobs go one after the other (RL-07).
CREATE FUNCTION enqueue_bulk_jobs(client_id text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job('bulk-jobs', json_build_object('clientId', client_id), job_key => 'bulk-jobs ' || client_id, priority => 10);
END $$;
REVOKE ALL ON FUNCTION enqueue_bulk_jobs(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_bulk_jobs(text) TO gh_staff;
GRANT CREATE ON SCHEMA public TO gh_worker;
ALTER FUNCTION enqueue_bulk_jobs(text) OWNER TO gh_worker;
REVOKE CREATE ON SCHEMA public FROM gh_worker;
