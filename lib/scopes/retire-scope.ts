import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { countClients } from "#lib/scopes/count-clients";
import { lockScope } from "#lib/scopes/lock-scope";
import type { ScopeInput } from "#lib/scopes/schemas";

/** The token service refuses it from the next request on; the clients keep it, for when it is brought back. @throws DomainError `forbidden`; `not_found`. */
export function retireScope(actor: Actor, input: ScopeInput) {
  return setRetired(actor, input, new Date());
}

/** @throws DomainError `forbidden`; `not_found`. */
export function restoreScope(actor: Actor, input: ScopeInput) {
  return setRetired(actor, input, null);
}

/** Twice is the same as once. */
function setRetired(actor: Actor, { scopeName: name }: ScopeInput, retiredAt: Date | null): Promise<{ name: string; clients: number }> {
  return asScope(scopeOf(actor), async (tx) => {
    const scope = await lockScope(tx, actor, name);
    const clients = (await countClients(tx, name)).get(name) ?? 0;
    if ((scope.retiredAt === null) !== (retiredAt === null)) {
      await tx.scope.update({ where: { name }, data: { retiredAt, version: { increment: 1 } } });
      await recordEvent(tx, actor, {
        action: retiredAt ? "scope.retired" : "scope.restored",
        subject: name,
        subjectId: name,
        tenantId: null,
        before: { retiredAt: scope.retiredAt },
        after: { retiredAt, clients },
      });
    }
    return { name, clients };
  });
}
