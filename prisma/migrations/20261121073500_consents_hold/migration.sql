-- A consent and an answer to a prompt belong to the tenant of their person: a foreign key alone looks past row-level security.
CREATE TRIGGER inherit_person_tenant BEFORE INSERT ON consent FOR EACH ROW EXECUTE FUNCTION inherit_person_tenant();
CREATE TRIGGER inherit_person_tenant BEFORE INSERT ON interaction_decision FOR EACH ROW EXECUTE FUNCTION inherit_person_tenant();
CREATE TRIGGER inherit_person_tenant BEFORE INSERT ON device_decision FOR EACH ROW EXECUTE FUNCTION inherit_person_tenant();

-- What was taken back or revoked stays so.
CREATE TRIGGER refuse_revival BEFORE UPDATE ON consent FOR EACH ROW
  WHEN (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL) EXECUTE FUNCTION refuse_revival();
CREATE TRIGGER refuse_revival BEFORE UPDATE ON oidc_artifact FOR EACH ROW
  WHEN (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL) EXECUTE FUNCTION refuse_revival();
