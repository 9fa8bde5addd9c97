import type { Tx } from "#lib/db/as-scope";

/** How many clients are allowed each scope, or the one of this name, in one query. Deleted clients do not count. */
export async function countClients(tx: Tx, name?: string): Promise<Map<string, number>> {
  const counted = await tx.clientScope.groupBy({
    by: ["scopeName"],
    where: { client: { deletedAt: null }, ...(name !== undefined && { scopeName: name }) },
    _count: true,
  });
  return new Map(counted.map(({ scopeName, _count }) => [scopeName, _count]));
}
