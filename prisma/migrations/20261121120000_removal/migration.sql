-- Deleting a company or a person (R65, TI-10): what hangs on them goes with them, found by an index.

-- What somebody asked for outlives them.
ALTER TABLE "integration_request" DROP CONSTRAINT "integration_request_requested_by_id_fkey";
ALTER TABLE "integration_request" ALTER COLUMN "requested_by_id" DROP NOT NULL;
ALTER TABLE "integration_request" ADD CONSTRAINT "integration_request_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "webhook" ADD CONSTRAINT "webhook_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "interaction_decision" ADD CONSTRAINT "interaction_decision_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "device_decision" ADD CONSTRAINT "device_decision_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "integration_request_requested_by_id_idx" ON "integration_request"("requested_by_id");
CREATE INDEX "consent_tenant_id_idx" ON "consent"("tenant_id");
CREATE INDEX "bulk_job_item_tenant_id_idx" ON "bulk_job_item"("tenant_id");
CREATE INDEX "interaction_decision_person_id_idx" ON "interaction_decision"("person_id");
CREATE INDEX "device_decision_person_id_idx" ON "device_decision"("person_id");
CREATE INDEX "idempotency_key_client_id_idx" ON "idempotency_key"("client_id");

GRANT DELETE ON tenant TO gh_staff;
GRANT DELETE ON person TO gh_staff, gh_tenant;

-- Tokens hang on nothing by a foreign key: a check at each token would cost more than a look at all of them when somebody goes.
GRANT DELETE ON oidc_artifact TO gh_staff, gh_tenant;
-- Messages of the platform's webhook name companies.
GRANT DELETE ON webhook_delivery TO gh_staff;
-- The worker sweeps what a request wrote in the moment of the deletion.
GRANT SELECT (id) ON tenant TO gh_worker;

-- After the longest request that may have begun before. One entry of the queue for all that is deleted until then; it names nobody.
CREATE FUNCTION enqueue_sweep() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job('sweep', '{}', job_key => 'sweep', run_at => now() + interval '1 minute');
END $$;
REVOKE ALL ON FUNCTION enqueue_sweep() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_sweep() TO gh_staff;
GRANT CREATE ON SCHEMA public TO gh_worker;
ALTER FUNCTION enqueue_sweep() OWNER TO gh_worker;
REVOKE CREATE ON SCHEMA public FROM gh_worker;
