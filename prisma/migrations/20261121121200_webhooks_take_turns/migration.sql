-- A webhook takes turns: of each, one message is on its way at a time, so that a slow receiver holds one place of the worker and no more.
-- What is to be sent stands in webhook_delivery, not in the queue, which only says that a webhook has something to do.

ALTER TABLE "webhook" ADD COLUMN "busy_until" TIMESTAMPTZ(3);
ALTER TABLE "webhook_delivery" ADD COLUMN "next_attempt_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN "tries_left" INTEGER NOT NULL DEFAULT 12;
UPDATE webhook_delivery SET next_attempt_at = NULL WHERE delivered_at IS NOT NULL OR attempts >= 12;
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;

GRANT SELECT (busy_until) ON webhook TO gh_staff, gh_tenant;
GRANT UPDATE (busy_until) ON webhook TO gh_worker;
GRANT UPDATE (next_attempt_at, tries_left) ON webhook_delivery TO gh_worker;

GRANT CREATE ON SCHEMA public TO gh_worker;
-- Who replaces a function owns it.
SET ROLE gh_worker;

CREATE OR REPLACE FUNCTION announce(event text, tenant uuid, data jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  about uuid := coalesce(nullif(current_setting('gatehouse.tenant', true), '')::uuid, tenant);
  hook record;
BEGIN
  FOR hook IN SELECT id, tenant_id FROM public.webhook WHERE disabled_at IS NULL AND (tenant_id = about OR tenant_id IS NULL) LOOP
    INSERT INTO public.webhook_delivery (id, webhook_id, tenant_id, event, payload) VALUES (gen_random_uuid(), hook.id, hook.tenant_id, event, data);
    -- Without a key, which everybody who announces something to the platform would wait for.
    PERFORM graphile_worker.add_job('deliver-webhooks', json_build_object('webhookId', hook.id), priority => 20);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION announce_again(delivery uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  hook uuid;
BEGIN
  UPDATE public.webhook_delivery SET next_attempt_at = now(), tries_left = 12
    WHERE id = delivery AND tenant_id IS NOT DISTINCT FROM nullif(current_setting('gatehouse.tenant', true), '')::uuid RETURNING webhook_id INTO hook;
  IF FOUND THEN
    PERFORM graphile_worker.add_job('deliver-webhooks', json_build_object('webhookId', hook), priority => 20);
  END IF;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM gh_worker;
