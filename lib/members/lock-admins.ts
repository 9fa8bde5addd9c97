import type { Tx } from "#lib/db/as-scope";

/** Of all who change who a company's admins are, or the staff's, one is at work. */
export async function lockAdmins(tx: Tx, tenantId: string | null): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`admins of ${tenantId}`}, 0))`;
}
