-- A company, and the platform, can have an application told of what happens (R39).

ALTER TABLE "webhook_delivery" ADD COLUMN "last_error" TEXT;

CREATE UNIQUE INDEX webhook_of_a_tenant ON webhook (tenant_id) WHERE tenant_id IS NOT NULL;
CREATE UNIQUE INDEX webhook_of_the_platform ON webhook ((tenant_id IS NULL)) WHERE tenant_id IS NULL;

-- The secret can be written and not read; the worker reads it, to sign.
GRANT SELECT (id, tenant_id, url, created_at, disabled_at), INSERT, UPDATE (url, encrypted_secret, created_at), DELETE ON webhook TO gh_staff, gh_tenant;
GRANT SELECT ON webhook_delivery TO gh_staff, gh_tenant;
GRANT SELECT ON webhook TO gh_worker;
GRANT SELECT, INSERT, UPDATE (attempts, last_status, last_error, delivered_at), DELETE ON webhook_delivery TO gh_worker;

-- Writes down who is to be told, and asks the worker to tell them, in the transaction of what happened. A tenant speaks of itself alone.
CREATE FUNCTION announce(event text, tenant uuid, data jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  about uuid := coalesce(nullif(current_setting('gatehouse.tenant', true), '')::uuid, tenant);
  hook record;
  delivery uuid;
BEGIN
  FOR hook IN SELECT id, tenant_id FROM public.webhook WHERE disabled_at IS NULL AND (tenant_id = about OR tenant_id IS NULL) LOOP
    INSERT INTO public.webhook_delivery (id, webhook_id, tenant_id, event, payload)
      VALUES (gen_random_uuid(), hook.id, hook.tenant_id, event, data) RETURNING id INTO delivery;
    PERFORM graphile_worker.add_job('deliver-webhook', json_build_object('deliveryId', delivery), max_attempts => 12);
  END LOOP;
END $$;

-- Once more, for one's own webhook.
CREATE FUNCTION announce_again(delivery uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.webhook_delivery WHERE id = delivery AND tenant_id IS NOT DISTINCT FROM nullif(current_setting('gatehouse.tenant', true), '')::uuid) THEN
    PERFORM graphile_worker.add_job('deliver-webhook', json_build_object('deliveryId', delivery), max_attempts => 12, job_key => 'deliver-webhook ' || delivery);
  END IF;
END $$;

REVOKE ALL ON FUNCTION announce(text, uuid, jsonb), announce_again(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION announce(text, uuid, jsonb), announce_again(uuid) TO gh_staff, gh_tenant;
GRANT CREATE ON SCHEMA public TO gh_worker;
ALTER FUNCTION announce(text, uuid, jsonb) OWNER TO gh_worker;
ALTER FUNCTION announce_again(uuid) OWNER TO gh_worker;
REVOKE CREATE ON SCHEMA public FROM gh_worker;
