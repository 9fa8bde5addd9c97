-- A tenant's admins decide on the partners' clients that act as a service account (R43, R45, R46); its people ask for one.

GRANT INSERT, UPDATE (state, snapshot, decided_by_id, decided_at, version), DELETE ON installation TO gh_tenant;
GRANT INSERT, UPDATE (state, decided_by_id, decided_at) ON integration_request TO gh_tenant;
GRANT SELECT (client_id, tenant_id, kind) ON integration_request TO gh_token;

-- A tenant cannot see a partner's client. Of those that it has to do with it may see what there is to decide on, all that a snapshot keeps among it.
CREATE FUNCTION find_apps(ids text[]) RETURNS TABLE (
  client_id text, version int, name text, maker text, home_page_uri text, contact text, type text, grants text[], redirect_uris text[], scopes jsonb,
  is_usable boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT client.client_id, client.version, client.name, client.maker, client.home_page_uri, client.contact, client.type::text,
    ARRAY(SELECT each::text FROM unnest(client.grants) each ORDER BY 1),
    ARRAY(SELECT uri FROM public.redirect_uri WHERE redirect_uri.client_id = client.client_id ORDER BY redirect_uri.created_at, uri),
    (
      SELECT coalesce(jsonb_agg(jsonb_build_object('name', scope.name, 'title', scope.title, 'description', scope.description) ORDER BY scope.name), '[]')
      FROM public.scope JOIN public.client_scope ON scope_name = scope.name
      WHERE client_scope.client_id = client.client_id AND retired_at IS NULL
    ),
    client.state = 'active' AND client.deleted_at IS NULL AND client.acts_as = 'service_account' AND client.environment = own.environment
      AND EXISTS (SELECT FROM public.enablement WHERE enablement.client_id = client.client_id AND tenant_id = own.id)
  FROM public.client JOIN public.tenant own ON own.id = current_setting('gatehouse.tenant')::uuid
  WHERE client.client_id = ANY (ids) AND (
    (client.acts_as = 'service_account' AND EXISTS (SELECT FROM public.enablement WHERE enablement.client_id = client.client_id AND tenant_id = own.id))
    OR EXISTS (SELECT FROM public.installation WHERE installation.client_id = client.client_id AND tenant_id = own.id)
    OR EXISTS (SELECT FROM public.integration_request asked WHERE asked.client_id = client.client_id AND tenant_id = own.id AND kind = 'installation'))
$$;

-- A foreign key alone looks past row-level security.
CREATE FUNCTION installation_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM public.enablement JOIN public.client USING (client_id)
    WHERE enablement.client_id = NEW.client_id AND enablement.tenant_id = NEW.tenant_id AND acts_as = 'service_account'
  ) THEN
    RAISE EXCEPTION 'there is nothing to install: no such client is switched on for the tenant' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION request_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.person WHERE id = NEW.requested_by_id AND tenant_id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'a request is of a person of its tenant' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER installation_guard BEFORE INSERT ON installation FOR EACH ROW EXECUTE FUNCTION installation_guard();
CREATE TRIGGER installation_guard BEFORE INSERT ON integration_request FOR EACH ROW WHEN (NEW.kind = 'installation') EXECUTE FUNCTION installation_guard();
CREATE TRIGGER request_guard BEFORE INSERT ON integration_request FOR EACH ROW EXECUTE FUNCTION request_guard();
ALTER TABLE integration_request ADD CONSTRAINT integration_request_reason_length CHECK (char_length(reason) <= 500);

REVOKE ALL ON FUNCTION find_apps(text[]), installation_guard(), request_guard() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_apps(text[]) TO gh_tenant;
GRANT CREATE ON SCHEMA public TO gh_token;
ALTER FUNCTION find_apps(text[]) OWNER TO gh_token;
ALTER FUNCTION installation_guard() OWNER TO gh_token;
ALTER FUNCTION request_guard() OWNER TO gh_token;
REVOKE CREATE ON SCHEMA public FROM gh_token;
