-- R48: at which tenant's host a request began, for the prompt that asks its people alone and sends them back there.
-- Found by whoever knows the interaction's identifier or the device's code, as find_interaction and find_device_request are.
CREATE FUNCTION find_asked_host(digest bytea) RETURNS TABLE (issuer text, tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT payload -> 'host' ->> 'issuer', (payload -> 'host' ->> 'tenantId')::uuid
  FROM public.oidc_artifact WHERE kind = 'Interaction' AND id_digest = digest AND payload ? 'host'
  UNION ALL
  SELECT payload -> 'host' ->> 'issuer', (payload -> 'host' ->> 'tenantId')::uuid
  FROM public.oidc_artifact WHERE kind = 'DeviceCode' AND lookup = digest AND payload ? 'host'
$$;
REVOKE ALL ON FUNCTION find_asked_host(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_asked_host(bytea) TO gh_tenant;
GRANT CREATE ON SCHEMA public TO gh_token;
ALTER FUNCTION find_asked_host(bytea) OWNER TO gh_token;
REVOKE CREATE ON SCHEMA public FROM gh_token;
