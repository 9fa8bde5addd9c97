-- What Prisma cannot say: who may touch what, and the rules that a mistake in the code must not get past.

-- ------------------------------------------------------------------ roles
-- Roles belong to the whole server, so another database may have made them already.
--   gh_auth    the door: passwords, sessions, one-time links
--   gh_staff   everything that staff see           gh_tenant  one tenant, named by the setting gatehouse.tenant
--   gh_token   the token service                   gh_worker  jobs and purging
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['gh_auth', 'gh_staff', 'gh_tenant', 'gh_token', 'gh_worker'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    -- PostgreSQL 16 gives the creator ADMIN, not SET.
    IF NOT pg_has_role(current_user, role_name, 'SET') THEN
      BEGIN
        EXECUTE format('GRANT %I TO CURRENT_USER WITH INHERIT FALSE, SET TRUE', role_name);
      EXCEPTION WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the role % exists on this server and % may not use it: another Gatehouse made it with another login, so use that login, or let an administrator run GRANT % TO % WITH ADMIN OPTION for each gh_ role',
          role_name, current_user, role_name, current_user;
      END;
    END IF;
  END LOOP;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO gh_worker', current_database());
END $$;

GRANT USAGE ON SCHEMA public TO gh_auth, gh_staff, gh_tenant, gh_token, gh_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO gh_auth, gh_staff, gh_tenant, gh_token;

-- ------------------------------------------------------------------ row-level security
-- One plain policy for each role and table: an OR or an EXISTS in a policy turns index scans into sequential ones.
DO $$
DECLARE
  name text;
  tenant_column text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY every_row ON %I TO gh_auth, gh_staff, gh_token, gh_worker USING (true)', name);
    IF name = 'scope' THEN
      EXECUTE format('CREATE POLICY every_row_to_tenants ON %I TO gh_tenant USING (true)', name);
      CONTINUE;
    END IF;
    SELECT column_name INTO tenant_column FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = name AND column_name = CASE name WHEN 'tenant' THEN 'id' ELSE 'tenant_id' END;
    IF tenant_column IS NOT NULL THEN
      EXECUTE format(
        'CREATE POLICY own_tenant ON %I TO gh_tenant USING (%I = current_setting(''gatehouse.tenant'')::uuid)', name, tenant_column);
    END IF;
  END LOOP;
END $$;

-- ------------------------------------------------------------------ privileges
-- Digests, password hashes and token payloads are named nowhere below but for the role that must read them.

-- the door
GRANT SELECT ON tenant, person, openid_identity, one_time_link TO gh_auth;
GRANT UPDATE (password_hash, joined_at, name, email) ON person TO gh_auth;
GRANT INSERT ON openid_identity, one_time_link TO gh_auth;
GRANT UPDATE (used_at) ON one_time_link TO gh_auth;
GRANT SELECT, INSERT, UPDATE (last_seen_at, expires_at, ended_at) ON session TO gh_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO gh_auth, gh_token, gh_worker;

-- the setup app, for staff and for tenants
GRANT SELECT ON tenant, team, redirect_uri, client_scope, scope, client, usage_day, refused_request, audit_event,
  enablement, installation, integration_request, consent, service_account, api_token_migration, notification, session
  TO gh_staff, gh_tenant;
GRANT SELECT (id, tenant_id, role, email, name, joined_at, disabled_at, created_at, version),
      INSERT (id, tenant_id, role, email, name, created_at, version),
      UPDATE (role, name, disabled_at, version) ON person TO gh_staff, gh_tenant;
GRANT SELECT (id, purpose, person_id, tenant_id, created_at, expires_at, used_at), INSERT, UPDATE (used_at)
  ON one_time_link TO gh_staff, gh_tenant;
GRANT UPDATE (ended_at) ON session TO gh_staff, gh_tenant;
GRANT INSERT, UPDATE (name), DELETE ON team TO gh_staff, gh_tenant;
GRANT INSERT,
      UPDATE (name, is_name_generated, state, type, auth_method, grants, acts_as, may_act_for_users, consents_by_itself,
              access_token_format, maker, home_page_uri, logo_uri, contact, notes, deleted_at, version)
  ON client TO gh_staff, gh_tenant;
GRANT INSERT, DELETE ON redirect_uri, client_scope TO gh_staff, gh_tenant;
GRANT SELECT (id, client_id, tenant_id, name, hint, created_by_id, created_by, created_at, expires_at, retired_at, replaced_at, last_used_at),
      INSERT, UPDATE (name, expires_at, retired_at, replaced_at) ON client_secret TO gh_staff, gh_tenant;
GRANT SELECT (kind, grant_id, client_id, tenant_id, account_id, created_at, expires_at, consumed_at, revoked_at),
      UPDATE (revoked_at) ON oidc_artifact TO gh_staff, gh_tenant;
GRANT SELECT, INSERT, UPDATE (secret_id) ON idempotency_key TO gh_staff, gh_tenant;
GRANT INSERT ON audit_event TO gh_auth, gh_staff, gh_tenant, gh_token, gh_worker;

-- staff alone
GRANT INSERT, UPDATE (name, disabled_at, version) ON tenant TO gh_staff;
GRANT INSERT, UPDATE (title, description, risk, retired_at, version) ON scope TO gh_staff;
GRANT UPDATE (match) ON redirect_uri TO gh_staff;

-- the token service
GRANT SELECT ON tenant, team, client, client_secret, redirect_uri, client_scope, scope, enablement, installation, consent,
  service_account, interaction_decision, device_decision, signing_key, usage_day TO gh_token;
GRANT SELECT (id, tenant_id, role, disabled_at) ON person TO gh_token;
GRANT UPDATE (last_used_at) ON client, client_secret TO gh_token;
GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_artifact TO gh_token;
GRANT INSERT ON service_account, refused_request TO gh_token;
GRANT INSERT, UPDATE (tokens) ON usage_day TO gh_token;
GRANT DELETE ON interaction_decision, device_decision TO gh_token;

-- jobs
GRANT SELECT, DELETE ON session, one_time_link, idempotency_key, oidc_artifact, refused_request, interaction_decision,
  device_decision, client TO gh_worker;
GRANT SELECT (id, email, disabled_at) ON person TO gh_worker;

-- ------------------------------------------------------------------ people
ALTER TABLE person
  ADD CONSTRAINT person_staff_have_no_tenant CHECK ((role IN ('platform_admin', 'cs')) = (tenant_id IS NULL)),
  ADD CONSTRAINT person_email_is_lower_case CHECK (email = lower(email) AND email <> ''),
  ADD CONSTRAINT person_name_length CHECK (char_length(name) BETWEEN 1 AND 100);
ALTER TABLE tenant ADD CONSTRAINT tenant_name_length CHECK (char_length(name) BETWEEN 1 AND 100);
ALTER TABLE team ADD CONSTRAINT team_name_length CHECK (char_length(name) BETWEEN 1 AND 100);

-- A link or a submission belongs to the tenant of its person. A person whom the role cannot see does not exist: a foreign key alone looks past row-level security.
CREATE FUNCTION inherit_person_tenant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT tenant_id INTO NEW.tenant_id FROM person WHERE id = NEW.person_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such person' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inherit_person_tenant BEFORE INSERT ON one_time_link FOR EACH ROW EXECUTE FUNCTION inherit_person_tenant();
CREATE TRIGGER inherit_person_tenant BEFORE INSERT ON idempotency_key FOR EACH ROW EXECUTE FUNCTION inherit_person_tenant();
CREATE TRIGGER inherit_person_tenant BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION inherit_person_tenant();

-- What was used or has ended stays so.
CREATE FUNCTION refuse_revival() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what has ended does not come back' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER refuse_revival BEFORE UPDATE ON one_time_link FOR EACH ROW
  WHEN (OLD.used_at IS NOT NULL AND NEW.used_at IS NULL) EXECUTE FUNCTION refuse_revival();
CREATE TRIGGER refuse_revival BEFORE UPDATE ON session FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL) EXECUTE FUNCTION refuse_revival();

-- ------------------------------------------------------------------ clients
ALTER TABLE client
  ADD CONSTRAINT client_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
  ADD CONSTRAINT client_auth_method_fits_type CHECK ((type = 'public') = (auth_method = 'none')),
  -- R28
  ADD CONSTRAINT client_credentials_only_for_confidential_tenant_clients
    CHECK (NOT ('client_credentials' = ANY (grants)) OR (type = 'confidential' AND tenant_id IS NOT NULL)),
  ADD CONSTRAINT client_service_account_is_a_partner_client CHECK (acts_as = 'user' OR tenant_id IS NULL),
  -- R31
  ADD CONSTRAINT client_public_always_asks CHECK (NOT consents_by_itself OR type = 'confidential');

CREATE FUNCTION client_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.client_id <> OLD.client_id OR NEW.tenant_id IS DISTINCT FROM OLD.tenant_id THEN
    RAISE EXCEPTION 'a client ID and its owner never change' USING ERRCODE = 'check_violation', CONSTRAINT = 'client_identity';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'an update of a client counts its version' USING ERRCODE = 'check_violation', CONSTRAINT = 'client_version';
  END IF;
  IF NEW.type = 'public' AND OLD.type <> 'public' AND EXISTS (
    SELECT FROM client_secret WHERE client_id = NEW.client_id AND retired_at IS NULL AND (expires_at IS NULL OR expires_at > now())
  ) THEN
    RAISE EXCEPTION 'a public client has no live secret' USING ERRCODE = 'check_violation', CONSTRAINT = 'client_public_has_no_secret';
  END IF;
  RETURN NEW;
END $$;
-- Last use and a tenant's change of environment are not edits.
CREATE TRIGGER client_guard BEFORE UPDATE ON client FOR EACH ROW
  WHEN (NEW.last_used_at IS NOT DISTINCT FROM OLD.last_used_at AND NEW.environment = OLD.environment)
  EXECUTE FUNCTION client_guard();

-- The children of a client belong to the client's tenant. A client that the role cannot see does not exist.
CREATE FUNCTION inherit_client_tenant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT tenant_id INTO NEW.tenant_id FROM client WHERE client_id = NEW.client_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such client' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inherit_client_tenant BEFORE INSERT ON redirect_uri FOR EACH ROW EXECUTE FUNCTION inherit_client_tenant();
CREATE TRIGGER inherit_client_tenant BEFORE INSERT ON client_scope FOR EACH ROW EXECUTE FUNCTION inherit_client_tenant();
CREATE TRIGGER inherit_client_tenant BEFORE INSERT ON client_secret FOR EACH ROW EXECUTE FUNCTION inherit_client_tenant();
CREATE TRIGGER inherit_client_tenant BEFORE INSERT ON usage_day FOR EACH ROW EXECUTE FUNCTION inherit_client_tenant();
CREATE TRIGGER inherit_client_tenant BEFORE INSERT ON idempotency_key FOR EACH ROW EXECUTE FUNCTION inherit_client_tenant();
CREATE TRIGGER inherit_client_tenant BEFORE INSERT ON refused_request FOR EACH ROW EXECUTE FUNCTION inherit_client_tenant();

-- R20, R21
CREATE FUNCTION client_secret_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  client_type text;
BEGIN
  IF NEW.retired_at IS NOT NULL OR NEW.expires_at <= now() THEN
    RETURN NEW;
  END IF;
  -- The lock makes two parallel additions count each other.
  SELECT type INTO client_type FROM client WHERE client_id = NEW.client_id FOR UPDATE;
  IF client_type = 'public' THEN
    RAISE EXCEPTION 'a public client has no secret' USING ERRCODE = 'check_violation', CONSTRAINT = 'client_public_has_no_secret';
  END IF;
  IF (SELECT count(*) FROM client_secret WHERE client_id = NEW.client_id AND id <> NEW.id
      AND retired_at IS NULL AND (expires_at IS NULL OR expires_at > now())) >= 10 THEN
    RAISE EXCEPTION 'a client has at most ten live secrets' USING ERRCODE = 'check_violation', CONSTRAINT = 'client_secret_live_limit';
  END IF;
  RETURN NEW;
END $$;
-- "z": after the trigger that fills tenant_id.
CREATE TRIGGER z_client_secret_guard BEFORE INSERT OR UPDATE OF retired_at, expires_at ON client_secret
  FOR EACH ROW EXECUTE FUNCTION client_secret_guard();

-- R34: deferred, because a form saves the grants and the URIs together.
CREATE FUNCTION redirect_uri_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  id text := CASE TG_OP WHEN 'DELETE' THEN OLD.client_id ELSE NEW.client_id END;
BEGIN
  IF EXISTS (SELECT FROM client WHERE client_id = id AND state <> 'draft' AND 'authorization_code' = ANY (grants))
     AND NOT EXISTS (SELECT FROM redirect_uri WHERE client_id = id) THEN
    RAISE EXCEPTION 'Authorization Code needs a redirect URI' USING ERRCODE = 'check_violation', CONSTRAINT = 'client_code_needs_redirect_uri';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER redirect_uri_guard AFTER INSERT OR UPDATE OF grants, state ON client
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION redirect_uri_guard();
CREATE CONSTRAINT TRIGGER redirect_uri_guard AFTER DELETE ON redirect_uri
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION redirect_uri_guard();

-- ------------------------------------------------------------------ jobs
-- Asking for work is not reading the queue: the queue's tables belong to gh_worker.
CREATE FUNCTION enqueue_job(task text, payload json, job_key text DEFAULT NULL) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF task <> 'send-link' THEN
    RAISE EXCEPTION 'nobody may ask for this job' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM graphile_worker.add_job(task, payload, job_key => job_key);
END $$;
-- Before the function changes hands: afterwards an owner who is no superuser may not say this any more, and is only warned.
REVOKE ALL ON FUNCTION enqueue_job(text, json, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job(text, json, text) TO gh_auth, gh_staff, gh_tenant;
GRANT CREATE ON SCHEMA public TO gh_worker;
ALTER FUNCTION enqueue_job(text, json, text) OWNER TO gh_worker;
REVOKE CREATE ON SCHEMA public FROM gh_worker;

-- ------------------------------------------------------------------ indexes
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX client_name_trigram ON client USING gin (name gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX client_live ON client (created_at DESC, client_id DESC) WHERE deleted_at IS NULL;
CREATE INDEX client_live_of_tenant ON client (tenant_id, created_at DESC, client_id DESC) WHERE deleted_at IS NULL;
CREATE INDEX client_secret_live ON client_secret (client_id) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX consent_live ON consent (person_id, client_id) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX integration_request_open ON integration_request (tenant_id, client_id, kind, requested_by_id) WHERE state = 'open';
