-- CreateEnum
CREATE TYPE "hand_over_decision" AS ENUM ('applied', 'refused');

-- AlterTable
ALTER TABLE "hand_over" ADD COLUMN     "created_by" TEXT NOT NULL,
ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "decision" "hand_over_decision",
ADD COLUMN     "decision_note" TEXT,
ADD COLUMN     "note" TEXT,
ADD COLUMN     "others_end_after" INTEGER,
ADD COLUMN     "press_key" UUID,
ADD COLUMN     "secret_id" UUID,
ADD COLUMN     "secret_name" TEXT,
ADD COLUMN     "submitted_at" TIMESTAMPTZ(3),
ADD COLUMN     "submitted_from_address" TEXT;

ALTER TABLE hand_over
  ADD CONSTRAINT hand_over_tries CHECK (failed_tries BETWEEN 0 AND 5),
  ADD CONSTRAINT hand_over_of_a_secret CHECK ((kind = 'secret') = (secret_name IS NOT NULL)),
  ADD CONSTRAINT hand_over_of_redirect_uris CHECK (kind = 'redirect_uris' OR (submission IS NULL AND decided_at IS NULL)),
  ADD CONSTRAINT hand_over_decided CHECK ((decided_at IS NULL) = (decision IS NULL));

-- ------------------------------------------------------------------ who holds a link
-- Nobody knows who that is, so this role sees the one link that gatehouse.link is the digest of, and its one client.
DO $$
BEGIN
  BEGIN
    CREATE ROLE gh_partner NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  -- PostgreSQL 16 gives the creator ADMIN, not SET.
  IF NOT pg_has_role(current_user, 'gh_partner', 'SET') THEN
    BEGIN
      GRANT gh_partner TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'the role gh_partner exists on this server and % may not use it: another Gatehouse made it with another login, so use that login, or let an administrator run GRANT gh_partner TO % WITH ADMIN OPTION',
        current_user, current_user;
    END;
  END IF;
END $$;

GRANT USAGE ON SCHEMA public TO gh_partner;
GRANT USAGE ON SEQUENCE audit_event_id_seq TO gh_partner;

CREATE FUNCTION linked_client() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT client_id FROM public.hand_over WHERE token_digest = decode(current_setting('gatehouse.link'), 'hex')
$$;
-- The client to which a secret may be added: the link is for one, and was or is used in its time.
CREATE FUNCTION client_to_give_secret() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT client_id FROM public.hand_over
  WHERE token_digest = decode(current_setting('gatehouse.link'), 'hex')
    AND kind = 'secret' AND withdrawn_at IS NULL AND failed_tries < 5 AND coalesce(used_at, now()) < expires_at
$$;
REVOKE ALL ON FUNCTION linked_client(), client_to_give_secret() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION linked_client(), client_to_give_secret() TO gh_partner;

CREATE POLICY own_link ON hand_over TO gh_partner USING (token_digest = decode(current_setting('gatehouse.link'), 'hex'));
-- It may be locked and not changed.
CREATE POLICY client_of_link ON client TO gh_partner
  USING (client_id = (SELECT linked_client()) AND tenant_id IS NULL) WITH CHECK (false);
CREATE POLICY client_of_link ON redirect_uri TO gh_partner USING (client_id = (SELECT linked_client()));
CREATE POLICY client_of_link ON client_secret TO gh_partner
  USING (client_id = (SELECT client_to_give_secret())) WITH CHECK (client_id = (SELECT client_to_give_secret()));
CREATE POLICY client_of_link ON audit_event FOR INSERT TO gh_partner WITH CHECK (
  client_id = (SELECT linked_client()) AND tenant_id IS NULL AND actor_id IS NULL AND action IN ('hand_over.used', 'hand_over.submitted', 'secret.replaced'));

GRANT SELECT, UPDATE (failed_tries, used_at, used_from_address, press_key, secret_id, submission, submitted_at, submitted_from_address)
  ON hand_over TO gh_partner;
GRANT SELECT (client_id, tenant_id, environment, name, state, type, maker, home_page_uri, deleted_at, version), UPDATE (version) ON client TO gh_partner;
GRANT SELECT (client_id, uri, created_at) ON redirect_uri TO gh_partner;
GRANT SELECT (id, client_id, name, hint, expires_at, retired_at, replaced_at), UPDATE (expires_at, retired_at, replaced_at),
      INSERT (id, client_id, name, digest, hint, created_by, created_by_id, created_at, expires_at) ON client_secret TO gh_partner;
GRANT INSERT ON audit_event TO gh_partner;

-- ------------------------------------------------------------------ staff
GRANT SELECT (id, kind, client_id, failed_tries, note, secret_name, others_end_after, created_by_id, created_by, created_at, expires_at, withdrawn_at,
              used_at, used_from_address, secret_id, submission, submitted_at, submitted_from_address, decision, decided_at, decision_note),
      INSERT,
      UPDATE (withdrawn_at, decision, decided_at, decision_note) ON hand_over TO gh_staff;

CREATE FUNCTION hand_over_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM client WHERE client_id = NEW.client_id AND tenant_id IS NOT NULL) THEN
    RAISE EXCEPTION 'only a partner client is handed over' USING ERRCODE = 'check_violation', CONSTRAINT = 'hand_over_of_a_partner_client';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hand_over_guard BEFORE INSERT ON hand_over FOR EACH ROW EXECUTE FUNCTION hand_over_guard();

-- What was used, withdrawn or decided stays so, and what was decided on stays what it was.
CREATE TRIGGER refuse_revival BEFORE UPDATE ON hand_over FOR EACH ROW
  WHEN ((OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at)
     OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL)
     OR (OLD.decided_at IS NOT NULL AND (NEW.decision IS DISTINCT FROM OLD.decision OR NEW.submission IS DISTINCT FROM OLD.submission)))
  EXECUTE FUNCTION refuse_revival();
