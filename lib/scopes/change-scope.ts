import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { lockScope } from "#lib/scopes/lock-scope";
import type { ChangeScopeInput } from "#lib/scopes/schemas";

/** What people read of it; its name stays. @throws DomainError `forbidden`; `not_found`; `conflict` when the scope changed since. */
export async function changeScope(actor: Actor, { scopeName, version, ...words }: ChangeScopeInput): Promise<{ name: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const { title, description, risk } = await lockScope(tx, actor, scopeName, version);
    if (title === words.title && description === words.description && risk === words.risk) return { name: scopeName };
    await tx.scope.update({ where: { name: scopeName }, data: { ...words, version: { increment: 1 } } });
    await recordEvent(tx, actor, {
      action: "scope.changed",
      subject: scopeName,
      subjectId: scopeName,
      tenantId: null,
      before: { title, description, risk },
      after: words,
    });
    return { name: scopeName };
  });
}
