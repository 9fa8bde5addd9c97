import { isClientId } from "#lib/clients/schemas";
import type { Tx } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import type { Client } from "#prisma/generated/client";

/** A client of a partner's: only those are enabled tenant by tenant. @throws DomainError `not_found`. */
export async function findPartnerClient(tx: Tx, clientId: string): Promise<Client> {
  const client = isClientId(clientId) ? await tx.client.findUnique({ where: { clientId } }) : null;
  if (client?.tenantId !== null) throw notFound("This client");
  return client;
}

/** @throws DomainError `conflict`: a deleted client can be switched off, and not on. */
export function refuseEnablingDeleted(client: Client, verb: "enable" | "disable"): void {
  if (verb === "enable" && client.deletedAt) throw new DomainError("conflict", "This client is deleted. Restore it first.");
}
