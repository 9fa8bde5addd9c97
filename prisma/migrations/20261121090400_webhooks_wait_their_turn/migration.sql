-- A receiver that never answers takes ten seconds of the worker for each message. Mails and bulk jobs (priority 10) do not wait for that.

GRANT CREATE ON SCHEMA public TO gh_worker;
-- Who replaces a function owns it.
SET ROLE gh_worker;

CREATE OR REPLACE FUNCTION announce(event text, tenant uuid, data jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  about uuid := coalesce(nullif(current_setting('gatehouse.tenant', true), '')::uuid, tenant);
  hook record;
  delivery uuid;
BEGIN
  FOR hook IN SELECT id, tenant_id FROM public.webhook WHERE disabled_at IS NULL AND (tenant_id = about OR tenant_id IS NULL) LOOP
    INSERT INTO public.webhook_delivery (id, webhook_id, tenant_id, event, payload)
      VALUES (gen_random_uuid(), hook.id, hook.tenant_id, event, data) RETURNING id INTO delivery;
    PERFORM graphile_worker.add_job('deliver-webhook', json_build_object('deliveryId', delivery), max_attempts => 12, priority => 20);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION announce_again(delivery uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.webhook_delivery WHERE id = delivery AND tenant_id IS NOT DISTINCT FROM nullif(current_setting('gatehouse.tenant', true), '')::uuid) THEN
    PERFORM graphile_worker.add_job('deliver-webhook', json_build_object('deliveryId', delivery), max_attempts => 12, job_key => 'deliver-webhook ' || delivery, priority => 20);
  END IF;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM gh_worker;
