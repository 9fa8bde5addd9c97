-- Whoever was invited as an admin before the company had one: their links may be known to who made them, so an admin who is there makes them one.
CREATE FUNCTION invited_admins_become_members(joining uuid) RETURNS TABLE (id uuid, email text)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.person other SET role = 'member', version = other.version + 1
  FROM public.person first
  WHERE first.id = joining AND first.role = 'tenant_admin'
    AND other.tenant_id = first.tenant_id AND other.id <> first.id AND other.role = 'tenant_admin' AND other.joined_at IS NULL
    AND NOT EXISTS (SELECT FROM public.person WHERE tenant_id = first.tenant_id AND role = 'tenant_admin' AND joined_at IS NOT NULL)
  RETURNING other.id, other.email
$$;
REVOKE ALL ON FUNCTION invited_admins_become_members(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION invited_admins_become_members(uuid) TO gh_auth;
GRANT CREATE ON SCHEMA public TO gh_staff;
ALTER FUNCTION invited_admins_become_members(uuid) OWNER TO gh_staff;
REVOKE CREATE ON SCHEMA public FROM gh_staff;
