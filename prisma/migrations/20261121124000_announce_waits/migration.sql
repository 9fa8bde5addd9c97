-- Who announces something while a webhook is removed waits for that, and then leaves the webhook out. Without the lock it was found, gone when its
-- message was written, and what was to be announced failed.

GRANT CREATE ON SCHEMA public TO gh_worker;
-- Who replaces a function owns it.
SET ROLE gh_worker;

CREATE OR REPLACE FUNCTION announce(event text, tenant uuid, data jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  about uuid := coalesce(nullif(current_setting('gatehouse.tenant', true), '')::uuid, tenant);
  hook record;
BEGIN
  FOR hook IN SELECT id, tenant_id FROM public.webhook WHERE disabled_at IS NULL AND (tenant_id = about OR tenant_id IS NULL) FOR KEY SHARE LOOP
    INSERT INTO public.webhook_delivery (id, webhook_id, tenant_id, event, payload) VALUES (gen_random_uuid(), hook.id, hook.tenant_id, event, data);
    -- Without a key, which everybody who announces something to the platform would wait for.
    PERFORM graphile_worker.add_job('deliver-webhooks', json_build_object('webhookId', hook.id), priority => 20);
  END LOOP;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM gh_worker;
