-- What lib/clients/redirect-uri.ts says of a form, for everybody who writes here: R33 to R37, RU-02.

CREATE FUNCTION is_loopback_uri(uri text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN uri ~* '^https?://(([^/:]*\.)?localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])(:|/|$)';

ALTER TABLE redirect_uri
  ADD CONSTRAINT redirect_uri_length CHECK (char_length(uri) BETWEEN 1 AND 2000),
  -- RFC 3986, without the marks of a query and a fragment
  ADD CONSTRAINT redirect_uri_characters CHECK (uri ~ '^([A-Za-z0-9._~!$&''()*+,;=:@/\[\]-]|%[0-9A-Fa-f]{2})+$'),
  ADD CONSTRAINT redirect_uri_no_encoded_control CHECK (uri !~* '%([01][0-9a-f]|7f)'),
  -- also as a server may read it that decodes twice, or that takes ";" for the end of a segment
  ADD CONSTRAINT redirect_uri_no_dot_segment
    CHECK (uri !~* '(/|%(25)*(2f|5c))(\.|%(25)*2e){1,2}($|[/;]|%(25)*(2f|5c|3b))'),
  -- http on the person's own computer, https to a host or under a wildcard, or the scheme of an app (RFC 8252 section 7.1)
  ADD CONSTRAINT redirect_uri_form CHECK (
    uri ~* ('^http://(127\.0\.0\.1|\[::1\]|localhost)'
      || '(:(6553[0-5]|655[0-2]\d|65[0-4]\d\d|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3}))?(/[^*\[\]]*)?$')
    OR uri ~* ('^https://(([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?'
      || '|(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}|\[::1\])'
      || '(:(6553[0-5]|655[0-2]\d|65[0-4]\d\d|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3}))?(/[^*\[\]]*)?$')
    OR uri ~* '^https://\*\.([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?(/[^*\[\]]*)?$'
    OR uri ~* '^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:/[^/*\[\]][^*\[\]]*$'),
  ADD CONSTRAINT redirect_uri_host_length CHECK (uri !~* '^https?://' OR char_length(substring(uri FROM '//(?:\*\.)?([^/:]*)')) <= 253),
  -- R36
  ADD CONSTRAINT redirect_uri_wildcard_is_marked CHECK ((match = 'wildcard') = (strpos(uri, '*') > 0)),
  ADD CONSTRAINT redirect_uri_wildcard_on_partner_client CHECK (match = 'exact' OR tenant_id IS NULL),
  -- registries (co.uk), people's own computers, and platforms where anybody gets a name: SHARED_PLATFORMS in lib/clients/redirect-uri-wildcard.ts
  ADD CONSTRAINT redirect_uri_wildcard_has_one_owner CHECK (match = 'exact' OR
    uri !~* ('^https://\*\.((ac|co|com|edu|go|gov|ne|net|or|org)\.[a-z]{2}|([^/]*\.)?(localhost|'
      || 'amplifyapp\.com|appspot\.com|awsapprunner\.com|azurecontainerapps\.io|azurestaticapps\.net|azurewebsites\.net|'
      || 'blogspot\.com|bubbleapps\.io|cloudapp\.net|cloudfront\.net|codesandbox\.io|csb\.app|deno\.dev|elasticbeanstalk\.com|'
      || 'firebaseapp\.com|fly\.dev|github\.dev|github\.io|gitlab\.io|gitpod\.io|glitch\.me|herokuapp\.com|koyeb\.app|lhr\.life|'
      || 'loca\.lt|lovable\.app|myshopify\.com|netlify\.app|ngrok-free\.app|ngrok-free\.dev|ngrok\.app|ngrok\.dev|ngrok\.io|'
      || 'on\.aws|ondigitalocean\.app|onrender\.com|pages\.dev|railway\.app|render\.com|repl\.co|replit\.app|replit\.dev|run\.app|'
      || 's3\.amazonaws\.com|stackblitz\.io|streamlit\.app|supabase\.co|surge\.sh|trycloudflare\.com|vercel\.app|vercel\.dev|'
      || 'web\.app|webcontainer\.io|webflow\.io|wixsite\.com|wordpress\.com|workers\.dev'
      || '))(/|$)'));

ALTER TABLE client
  -- R61
  ADD CONSTRAINT client_maker_length CHECK (char_length(maker) <= 100),
  ADD CONSTRAINT client_contact_length CHECK (char_length(contact) <= 254),
  ADD CONSTRAINT client_notes_length CHECK (char_length(notes) <= 2000),
  ADD CONSTRAINT client_home_page_is_a_link CHECK (home_page_uri ~ '^https?://\S+$' AND char_length(home_page_uri) <= 2000),
  ADD CONSTRAINT client_logo_is_a_link CHECK (logo_uri ~ '^https?://\S+$' AND char_length(logo_uri) <= 2000),
  -- R25
  ADD CONSTRAINT client_refresh_token_follows_a_sign_in
    CHECK (NOT 'refresh_token' = ANY (grants) OR grants && ARRAY['authorization_code', 'device_code']::grant_kind[]),
  ADD CONSTRAINT client_device_code_acts_as_a_user CHECK (NOT 'device_code' = ANY (grants) OR acts_as = 'user');

-- Deferred, because a form saves a client and its URIs together.
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
    WHEN count(*) = 0 AND owner.state <> 'draft' AND owner.tenant_id IS NULL
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
DROP TRIGGER redirect_uri_guard ON redirect_uri;
CREATE CONSTRAINT TRIGGER redirect_uri_guard AFTER INSERT OR UPDATE OF grants, state, type, consents_by_itself ON client
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION redirect_uri_guard();
CREATE CONSTRAINT TRIGGER redirect_uri_guard AFTER INSERT OR UPDATE OR DELETE ON redirect_uri
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION redirect_uri_guard();
