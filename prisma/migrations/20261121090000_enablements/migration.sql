-- Staff switch a partner's client on and off for a tenant (R40).

CREATE INDEX "enablement_client_id_enabled_at_tenant_id_idx" ON "enablement"("client_id", "enabled_at", "tenant_id");

GRANT INSERT, DELETE ON enablement TO gh_staff;

-- R47: the environment of neither ever changes, so an enablement that was right stays right.
CREATE FUNCTION enablement_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM client WHERE client_id = NEW.client_id AND tenant_id IS NOT NULL) THEN
    RAISE EXCEPTION 'only a partner client is enabled for tenants' USING ERRCODE = 'check_violation', CONSTRAINT = 'enablement_of_a_partner_client';
  END IF;
  IF NOT EXISTS (SELECT FROM client JOIN tenant USING (environment) WHERE client_id = NEW.client_id AND id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'sandbox and production do not mix' USING ERRCODE = 'check_violation', CONSTRAINT = 'enablement_in_one_environment';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enablement_guard BEFORE INSERT ON enablement FOR EACH ROW EXECUTE FUNCTION enablement_guard();
