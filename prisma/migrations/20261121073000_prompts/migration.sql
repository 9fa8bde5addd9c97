-- The prompts: what the setup app may see of a request to authorise, and what it may answer.

GRANT INSERT ON interaction_decision, consent TO gh_tenant;
GRANT UPDATE (revoked_at) ON consent TO gh_tenant;

-- Whoever knows an interaction's identifier may see what it asks for, and nothing else of what the token service keeps.
-- A tenant cannot see a partner's client, so what the prompt says of it comes from here too.
CREATE FUNCTION find_interaction(uid bytea) RETURNS TABLE (
  client_id text, name text, maker text, home_page_uri text, type text, acts_as text, consents_by_itself boolean, redirect_uri text, scopes jsonb,
  is_of_other_tenant boolean, is_enabled boolean, is_of_other_environment boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT client.client_id, client.name, client.maker, client.home_page_uri, client.type::text, client.acts_as::text,
    client.consents_by_itself, payload -> 'params' ->> 'redirect_uri',
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
    JOIN public.client ON client.client_id = payload -> 'params' ->> 'client_id'
    JOIN public.tenant own ON own.id = current_setting('gatehouse.tenant')::uuid
  WHERE kind = 'Interaction' AND id_digest = uid AND consumed_at IS NULL AND revoked_at IS NULL AND expires_at > now()
    AND client.state = 'active' AND client.deleted_at IS NULL
    AND NOT EXISTS (SELECT FROM public.interaction_decision WHERE uid_digest = uid)
$$;

-- The clients that a person of the tenant has allowed, a partner's among them.
CREATE FUNCTION find_consents(person uuid) RETURNS TABLE (
  id uuid, client_id text, name text, maker text, scopes text[], granted_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT consent.id, client.client_id, client.name, client.maker, consent.scopes, consent.granted_at
  FROM public.consent JOIN public.client ON client.client_id = consent.client_id
  WHERE consent.person_id = person AND consent.revoked_at IS NULL AND consent.tenant_id = current_setting('gatehouse.tenant')::uuid
$$;

REVOKE ALL ON FUNCTION find_interaction(bytea), find_consents(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_interaction(bytea), find_consents(uuid) TO gh_tenant;
GRANT CREATE ON SCHEMA public TO gh_token;
ALTER FUNCTION find_interaction(bytea) OWNER TO gh_token;
ALTER FUNCTION find_consents(uuid) OWNER TO gh_token;
REVOKE CREATE ON SCHEMA public FROM gh_token;
