-- The token service makes its first signing key itself; a command rotates them.
GRANT INSERT, UPDATE (retired_at), DELETE ON signing_key TO gh_token;

ALTER TABLE signing_key ADD CONSTRAINT signing_key_publishes_no_private_part CHECK (NOT public_jwk ? 'd');

-- What signed and was retired never signs again.
CREATE TRIGGER refuse_revival BEFORE UPDATE ON signing_key FOR EACH ROW
  WHEN (OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at) EXECUTE FUNCTION refuse_revival();
