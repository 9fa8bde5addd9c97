-- A device's request is found by the code that a person types (RFC 8628), and answered once.

GRANT INSERT ON device_decision TO gh_tenant;
CREATE INDEX oidc_artifact_lookup ON oidc_artifact (lookup) WHERE lookup IS NOT NULL;

CREATE FUNCTION find_device_request(code bytea) RETURNS TABLE (
  client_id text, name text, maker text, home_page_uri text, type text, acts_as text, consents_by_itself boolean, redirect_uri text, scopes jsonb,
  is_of_other_tenant boolean, is_enabled boolean, is_of_other_environment boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT client.client_id, client.name, client.maker, client.home_page_uri, client.type::text, client.acts_as::text,
    client.consents_by_itself, NULL::text,
    (
      SELECT coalesce(jsonb_agg(jsonb_build_object('name', scope.name, 'title', scope.title, 'description', scope.description) ORDER BY scope.name), '[]')
      FROM public.scope JOIN public.client_scope ON scope_name = scope.name
      WHERE client_scope.client_id = client.client_id AND retired_at IS NULL
        AND scope.name = ANY (string_to_array(payload -> 'params' ->> 'scope', ' '))
    ),
    client.tenant_id IS NOT NULL AND client.tenant_id <> own.id,
    client.tenant_id IS NOT NULL OR EXISTS (SELECT FROM public.enablement WHERE enablement.client_id = client.client_id AND tenant_id = own.id),
    client.environment <> own.environment
  FROM public.oidc_artifact
    JOIN public.client ON client.client_id = oidc_artifact.client_id
    JOIN public.tenant own ON own.id = current_setting('gatehouse.tenant')::uuid
  WHERE kind = 'DeviceCode' AND lookup = code AND consumed_at IS NULL AND revoked_at IS NULL AND expires_at > now()
    AND client.state = 'active' AND client.deleted_at IS NULL AND 'device_code' = ANY (client.grants)
    AND NOT EXISTS (SELECT FROM public.device_decision WHERE user_code_digest = code)
$$;
REVOKE ALL ON FUNCTION find_device_request(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_device_request(bytea) TO gh_tenant;
GRANT CREATE ON SCHEMA public TO gh_token;
ALTER FUNCTION find_device_request(bytea) OWNER TO gh_token;
REVOKE CREATE ON SCHEMA public FROM gh_token;
