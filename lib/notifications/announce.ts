import type { Tx } from "#lib/db/as-scope";

type Announcement = {
  event: "enablement.enabled" | "enablement.disabled" | "enablement.requested" | "enablement.refused";
  client: { clientId: string; name: string };
  tenant: { id: string; name: string };
};

/** Tells the webhooks of the company and of the platform, in the transaction of what happened: the worker sends it after that, and no sooner. */
export async function announce(tx: Tx, { event, client, tenant }: Announcement): Promise<void> {
  const data = { client_id: client.clientId, client_name: client.name, tenant_id: tenant.id, tenant_name: tenant.name };
  await tx.$executeRaw`select announce(${event}, ${tenant.id}::uuid, ${JSON.stringify(data)}::jsonb)`;
}
