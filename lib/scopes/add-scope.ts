import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import type { AddScopeInput } from "#lib/scopes/schemas";

/** Under a name that stays: applications write it into their requests. @throws DomainError `forbidden`; `invalid` when the name is taken. */
export async function addScope(actor: Actor, { scopeName, ...words }: AddScopeInput): Promise<{ name: string; title: string }> {
  authorize(actor, "scope.manage");
  return asScope(scopeOf(actor), async (tx) => {
    // createMany with skipDuplicates: of two at once, the second is told, not failed.
    const { count } = await tx.scope.createMany({ data: [{ name: scopeName, ...words }], skipDuplicates: true });
    if (count === 0) throw new DomainError("invalid", "There is a scope of this name already. It may be retired; then bring it back.", "scopeName");
    await recordEvent(tx, actor, { action: "scope.added", subject: scopeName, subjectId: scopeName, tenantId: null, after: words });
    return { name: scopeName, title: words.title };
  });
}
