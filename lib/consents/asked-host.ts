import type { TenantActor } from "#lib/access/actor";
import type { Tx } from "#lib/db/as-scope";

/** The tenant's host at which a request began (R48); null for everybody's. @param digest of the interaction, or of a device's code. */
export async function readAskedHost(tx: Tx, digest: Uint8Array<ArrayBuffer>): Promise<{ issuer: string; tenant_id: string } | null> {
  const [host] = await tx.$queryRaw<{ issuer: string; tenant_id: string }[]>`select * from find_asked_host(${digest})`;
  return host ?? null;
}

/** Why the person cannot answer what was asked at another company's host. */
export async function hostBarrier(tx: Tx, { tenant }: TenantActor, digest: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const host = await readAskedHost(tx, digest);
  if (host === null || host.tenant_id === tenant.id) return null;
  return `The app asks for another company, and you are signed in at ${tenant.name}.`;
}
