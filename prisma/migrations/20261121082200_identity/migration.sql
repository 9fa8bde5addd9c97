-- OpenID Connect: what a request to sign in asks of the prompt, and what the client is told of the person.

-- When the person who answered had shown who they are (auth_time).
ALTER TABLE interaction_decision ADD COLUMN signed_in_at timestamptz(3);
ALTER TABLE device_decision ADD COLUMN signed_in_at timestamptz(3);

-- Found by whoever knows the interaction's identifier or the device's code, as find_interaction and find_device_request are.
CREATE FUNCTION find_asked(digest bytea) RETURNS TABLE (scope text, prompt text, max_age text, asked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT payload -> 'params' ->> 'scope', payload -> 'params' ->> 'prompt', payload -> 'params' ->> 'max_age', created_at
  FROM public.oidc_artifact WHERE kind = 'Interaction' AND id_digest = digest
  UNION ALL
  SELECT payload -> 'params' ->> 'scope', NULL, NULL, created_at
  FROM public.oidc_artifact WHERE kind = 'DeviceCode' AND lookup = digest
$$;
REVOKE ALL ON FUNCTION find_asked(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_asked(bytea) TO gh_tenant;
GRANT CREATE ON SCHEMA public TO gh_token;
ALTER FUNCTION find_asked(bytea) OWNER TO gh_token;
REVOKE CREATE ON SCHEMA public FROM gh_token;

-- The token service reads no names: it is told the one that a person has allowed a client to know, for as long as they allow it.
CREATE FUNCTION find_identity(person uuid, client text) RETURNS TABLE (name text, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN 'profile' = ANY (consent.scopes) THEN known.name END, CASE WHEN 'email' = ANY (consent.scopes) THEN known.email END
  FROM public.consent
    JOIN public.person known ON known.id = consent.person_id AND known.disabled_at IS NULL
    JOIN public.tenant ON tenant.id = known.tenant_id AND tenant.disabled_at IS NULL
    JOIN public.client asking ON asking.client_id = consent.client_id AND asking.state = 'active' AND asking.deleted_at IS NULL
  WHERE consent.person_id = person AND consent.client_id = client AND consent.revoked_at IS NULL AND 'openid' = ANY (consent.scopes)
$$;
REVOKE ALL ON FUNCTION find_identity(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_identity(uuid, text) TO gh_token;
GRANT CREATE ON SCHEMA public TO gh_staff;
ALTER FUNCTION find_identity(uuid, text) OWNER TO gh_staff;
REVOKE CREATE ON SCHEMA public FROM gh_staff;

-- Nobody else may say what these mean: lib/scopes/identity-scopes.ts does.
ALTER TABLE scope DROP CONSTRAINT scope_name_is_not_reserved,
  ADD CONSTRAINT scope_name_is_not_reserved CHECK (name NOT IN ('openid', 'profile', 'email', 'offline_access', '.', '..', 'new'));
