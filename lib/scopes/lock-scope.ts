import type { Actor } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { describeEvent } from "#lib/audit/describe-event";
import type { Tx } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import type { Scope } from "#prisma/generated/client";

/**
 * Locks a scope for a change of it.
 * @param version the version that the person was looking at; absent where the verb cannot overwrite anything.
 * @throws DomainError `forbidden`; `not_found`; `conflict` when the scope changed since.
 */
export async function lockScope(tx: Tx, actor: Actor, name: string, version?: number): Promise<Scope> {
  authorize(actor, "scope.manage");
  await tx.$queryRaw`select from scope where name = ${name} for update`;
  const scope = await tx.scope.findUnique({ where: { name } });
  if (!scope) throw notFound("This scope");
  if (version !== undefined && version !== scope.version) throw await staleEdit(tx, scope, version);
  return scope;
}

/** What others did since, so that the person can decide; each change counts the version and has its event. */
async function staleEdit(tx: Tx, scope: Scope, version: number): Promise<DomainError> {
  const since = await tx.auditEvent.findMany({
    where: { subjectId: scope.name, action: { startsWith: "scope." } },
    orderBy: { id: "desc" },
    take: Math.min(Math.max(scope.version - version, 1), 5),
  });
  const changes = since.reverse().map((event) => `${describeEvent(event, "the scope")}.`);
  return new DomainError(
    "conflict",
    `This scope changed while you were editing, so nothing was saved: ${changes.join(" ")} What you typed is still here. Save again to put it in place.`,
  );
}
