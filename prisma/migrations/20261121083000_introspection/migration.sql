-- RFC 7662: a client of staff's own API may ask about every token.
ALTER TABLE "client" ADD COLUMN "may_introspect" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE client ADD CONSTRAINT client_introspection_only_for_confidential_partner_clients
  CHECK (NOT may_introspect OR (type = 'confidential' AND tenant_id IS NULL));
-- A tenant's form saves it as it is, and the constraint keeps it off.
GRANT UPDATE (may_introspect) ON client TO gh_staff, gh_tenant;

-- An API sends nobody anywhere, so it needs no redirect URI.
CREATE OR REPLACE FUNCTION redirect_uri_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  id text := CASE TG_OP WHEN 'DELETE' THEN OLD.client_id ELSE NEW.client_id END;
  owner client;
  broken text[];
BEGIN
  -- The worker purges clients and may neither lock one nor read redirect URIs.
  IF NOT EXISTS (SELECT FROM client WHERE client_id = id) THEN
    RETURN NULL;
  END IF;
  -- The lock makes two parallel changes see each other.
  SELECT * INTO owner FROM client WHERE client_id = id FOR NO KEY UPDATE;
  SELECT CASE
    -- R34
    WHEN count(*) = 0 AND owner.state <> 'draft' AND 'authorization_code' = ANY (owner.grants)
      THEN ARRAY['client_code_needs_redirect_uri', 'Authorization Code needs a redirect URI']
    WHEN count(*) = 0 AND owner.state <> 'draft' AND owner.tenant_id IS NULL AND NOT owner.may_introspect
      THEN ARRAY['client_partner_needs_redirect_uri', 'a partner client that is no draft needs a redirect URI']
    -- R33
    WHEN count(*) > 20
      THEN ARRAY['redirect_uri_limit', 'a client has at most 20 redirect URIs']
    -- R37
    WHEN owner.type = 'confidential' AND bool_or(uri !~* '^https?:')
      THEN ARRAY['redirect_uri_scheme_fits_type', 'only a public client has a scheme of its own']
    WHEN owner.type = 'public' AND bool_or(uri ~* '^https:' AND is_loopback_uri(uri))
      THEN ARRAY['redirect_uri_loopback_fits_type', 'a public client has no https redirect URI on loopback']
    -- R36
    WHEN owner.type = 'public' AND bool_or(match = 'wildcard')
      THEN ARRAY['redirect_uri_wildcard_fits_type', 'a public client has no wildcard']
    -- R31
    WHEN owner.consents_by_itself AND bool_or(is_loopback_uri(uri))
      THEN ARRAY['client_loopback_always_asks', 'a client with a redirect URI on loopback always asks']
  END INTO broken FROM redirect_uri WHERE client_id = id;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION '%', broken[2] USING ERRCODE = 'check_violation', CONSTRAINT = broken[1];
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER redirect_uri_guard ON client;
CREATE CONSTRAINT TRIGGER redirect_uri_guard AFTER INSERT OR UPDATE OF grants, state, type, consents_by_itself, may_introspect ON client
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION redirect_uri_guard();
