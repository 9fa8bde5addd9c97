-- What was answered and not yet fetched ends with the consent or the approval that the answer gave: without this, it would come to life when
-- there is another one. Of one person, or of everybody of the tenant.
CREATE FUNCTION end_answers(client text, person uuid DEFAULT NULL) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.oidc_artifact asked SET revoked_at = now()
  FROM public.interaction_decision answer
  WHERE kind = 'Interaction' AND id_digest = uid_digest AND payload -> 'params' ->> 'client_id' = client AND revoked_at IS NULL AND consumed_at IS NULL
    AND answer.tenant_id = current_setting('gatehouse.tenant')::uuid AND (person IS NULL OR person_id = person);
  UPDATE public.oidc_artifact asked SET revoked_at = now()
  FROM public.device_decision answer
  WHERE kind = 'DeviceCode' AND lookup = user_code_digest AND client_id = client AND revoked_at IS NULL AND consumed_at IS NULL
    AND answer.tenant_id = current_setting('gatehouse.tenant')::uuid AND (person IS NULL OR person_id = person);
$$;
REVOKE ALL ON FUNCTION end_answers(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_answers(text, uuid) TO gh_tenant;
GRANT CREATE ON SCHEMA public TO gh_token;
ALTER FUNCTION end_answers(text, uuid) OWNER TO gh_token;
REVOKE CREATE ON SCHEMA public FROM gh_token;
