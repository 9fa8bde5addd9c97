-- R26: what lib/scopes/scope-name.ts and lib/scopes/schemas.ts say of a form.
ALTER TABLE scope
  -- RFC 6749 section 3.3, scope-token
  ADD CONSTRAINT scope_name_is_a_scope_token CHECK (name ~ '^[\u0021\u0023-\u005B\u005D-\u007E]{1,100}$'),
  -- R29: such a word says whom a token acts for
  ADD CONSTRAINT scope_name_acts_for_nobody CHECK (name !~ '^(team_|user:)'),
  ADD CONSTRAINT scope_name_is_not_reserved CHECK (name NOT IN ('openid', 'offline_access', '.', '..', 'new')),
  ADD CONSTRAINT scope_title_length CHECK (char_length(title) BETWEEN 1 AND 100),
  ADD CONSTRAINT scope_description_length CHECK (char_length(description) BETWEEN 1 AND 500);
