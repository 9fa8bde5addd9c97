-- What a device was allowed is of the company of whoever allowed it, and goes with them (R65).
-- Row-level security hides them from the owner too.
ALTER TABLE oidc_artifact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE service_account NO FORCE ROW LEVEL SECURITY;
UPDATE oidc_artifact SET tenant_id = person.tenant_id FROM person WHERE kind = 'Grant' AND oidc_artifact.tenant_id IS NULL AND account_id = person.id::text;
UPDATE oidc_artifact SET tenant_id = service_account.tenant_id FROM service_account
  WHERE kind = 'Grant' AND oidc_artifact.tenant_id IS NULL AND account_id = 'service_account:' || service_account.id;
ALTER TABLE oidc_artifact FORCE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
ALTER TABLE service_account FORCE ROW LEVEL SECURITY;
