-- A company asks for an integration, staff answer, and its people are told (R39).

GRANT INSERT, UPDATE (state) ON integration_request TO gh_tenant;
GRANT UPDATE (state, decided_by_id, decided_at) ON integration_request TO gh_staff;
GRANT INSERT, UPDATE (read_at) ON notification TO gh_staff, gh_tenant;
GRANT SELECT, DELETE ON notification TO gh_worker;

CREATE INDEX integration_request_queue ON integration_request (id) WHERE state = 'open';
CREATE INDEX notification_unread ON notification (person_id) WHERE read_at IS NULL;

CREATE TRIGGER inherit_person_tenant BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION inherit_person_tenant();

-- What partners offer to a company: clients that could be switched on for it, and those that are. A tenant cannot see a partner's client otherwise.
-- `backwards`: the page before the key, its nearest row first.
CREATE FUNCTION find_integrations(search text, key_at timestamptz, key_id text, backwards boolean, take int) RETURNS TABLE (
  client_id text, name text, maker text, home_page_uri text, acts_as text, scopes jsonb, enabled_at timestamptz, created_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT client.client_id, client.name, client.maker, client.home_page_uri, client.acts_as::text,
    (
      SELECT coalesce(jsonb_agg(jsonb_build_object('name', scope.name, 'title', scope.title, 'description', scope.description) ORDER BY scope.name), '[]')
      FROM public.scope JOIN public.client_scope ON scope_name = scope.name
      WHERE client_scope.client_id = client.client_id AND retired_at IS NULL
    ),
    enablement.enabled_at, client.created_at
  FROM public.client
    JOIN public.tenant own ON own.id = current_setting('gatehouse.tenant')::uuid AND own.environment = client.environment
    LEFT JOIN public.enablement ON enablement.client_id = client.client_id AND enablement.tenant_id = own.id
  WHERE client.tenant_id IS NULL AND client.state = 'active' AND client.deleted_at IS NULL
    AND (search = '' OR position(lower(search) IN lower(client.name)) > 0 OR position(lower(search) IN lower(coalesce(client.maker, ''))) > 0)
    AND (key_at IS NULL OR CASE WHEN backwards THEN (client.created_at, client.client_id) > (key_at, key_id)
      ELSE (client.created_at, client.client_id) < (key_at, key_id) END)
  ORDER BY CASE WHEN backwards THEN client.created_at END, CASE WHEN backwards THEN client.client_id END, client.created_at DESC, client.client_id DESC
  LIMIT take
$$;

-- One of them by its ID.
CREATE FUNCTION find_integration(id text) RETURNS TABLE (
  client_id text, name text, maker text, home_page_uri text, acts_as text, scopes jsonb, enabled_at timestamptz, created_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM public.find_integrations('', NULL, NULL, false, NULL) found WHERE found.client_id = id
$$;

-- A foreign key alone looks past row-level security: what is asked for is on offer, by one of the company.
CREATE FUNCTION enablement_request_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.person WHERE id = NEW.requested_by_id AND tenant_id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'a request is of a person of its tenant' USING ERRCODE = 'foreign_key_violation';
  END IF;
  IF NOT EXISTS (
    SELECT FROM public.client JOIN public.tenant USING (environment)
    WHERE client.client_id = NEW.client_id AND tenant.id = NEW.tenant_id AND client.tenant_id IS NULL AND client.state = 'active' AND deleted_at IS NULL
  ) THEN
    RAISE EXCEPTION 'there is no such integration for the tenant' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enablement_request_guard BEFORE INSERT ON integration_request FOR EACH ROW WHEN (NEW.kind = 'enablement')
  EXECUTE FUNCTION enablement_request_guard();

REVOKE ALL ON FUNCTION find_integrations(text, timestamptz, text, boolean, int), find_integration(text), enablement_request_guard() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_integrations(text, timestamptz, text, boolean, int), find_integration(text) TO gh_tenant;
GRANT EXECUTE ON FUNCTION find_integrations(text, timestamptz, text, boolean, int) TO gh_token;
GRANT CREATE ON SCHEMA public TO gh_token;
ALTER FUNCTION find_integrations(text, timestamptz, text, boolean, int) OWNER TO gh_token;
ALTER FUNCTION find_integration(text) OWNER TO gh_token;
ALTER FUNCTION enablement_request_guard() OWNER TO gh_token;
REVOKE CREATE ON SCHEMA public FROM gh_token;
