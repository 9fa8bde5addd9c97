import { type Actor, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { describeEvent } from "#lib/audit/describe-event";
import { type ClientVerb, permissionFor } from "#lib/clients/client-abilities";
import type { Tx } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import type { Client } from "#prisma/generated/client";

/**
 * Locks a client that the actor may see, and checks that they may do `verb` to it.
 * @param version the version that the person was looking at; absent where the verb cannot overwrite anything.
 * @throws DomainError `not_found`; `forbidden`; `conflict` when the client changed since.
 */
export async function lockClient(tx: Tx, actor: Actor, verb: ClientVerb, clientId: string, version?: number): Promise<Client> {
  await tx.$queryRaw`select from client where client_id = ${clientId} for update`;
  const client = await tx.client.findFirst({ where: { clientId, ...tenantFilter(actor) } });
  if (!client) throw notFound("This client");
  authorize(actor, permissionFor(client, verb));
  if (version !== undefined && version !== client.version) throw await staleEdit(tx, client, version);
  return client;
}

/** @throws DomainError `conflict` when the client is deleted: it must be restored before it can be changed. */
export function refuseDeleted(client: Pick<Client, "deletedAt">): void {
  if (client.deletedAt) throw new DomainError("conflict", "This client is deleted. Restore it first.");
}

/** What others did since, so that the person can decide; each change of a client counts its version and has its event. */
async function staleEdit(tx: Tx, client: Client, version: number): Promise<DomainError> {
  const since = await tx.auditEvent.findMany({
    where: { clientId: client.clientId, action: { startsWith: "client." } },
    orderBy: { id: "desc" },
    take: Math.min(Math.max(client.version - version, 1), 5),
  });
  const changes = since.reverse().map((event) => `${describeEvent(event)}.`);
  return new DomainError(
    "conflict",
    `This client changed while you were editing, so nothing was saved: ${changes.join(" ")} What you typed is still here. Save again to put it in place.`,
  );
}

/** Whose event it is. */
export function subjectOf(client: Pick<Client, "name" | "clientId" | "tenantId">) {
  return { subject: client.name, clientId: client.clientId, tenantId: client.tenantId };
}
