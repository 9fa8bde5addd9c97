-- What a partner client has given out in one company is counted for a page of companies at a time.
DROP INDEX "consent_client_id_idx";
DROP INDEX "oidc_artifact_client_id_idx";
CREATE INDEX "consent_client_id_tenant_id_idx" ON "consent"("client_id", "tenant_id");
CREATE INDEX "oidc_artifact_client_id_tenant_id_idx" ON "oidc_artifact"("client_id", "tenant_id");
