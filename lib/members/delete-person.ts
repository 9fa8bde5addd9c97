import { type Actor, authorId, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError, refuseUntypedName } from "#lib/errors";
import { refuseLastAdmin } from "#lib/members/last-admin";
import { type LockedPerson, lockPerson, subjectOf } from "#lib/members/lock-person";
import type { DeletePersonInput } from "#lib/members/schemas";

export const NOBODY_DELETES_THEMSELVES = "Nobody deletes themselves: another admin does it.";

/**
 * Deletes somebody for good, with their sessions, links and what acts as them. What they made stays (docs/decisions/0024).
 * @throws DomainError `not_found`; `forbidden`; `conflict` for the last admin, for oneself, or when they changed meanwhile; `invalid` when the name was not typed.
 */
export async function deletePerson(actor: Actor, input: DeletePersonInput): Promise<{ name: string; tenantId: string | null }> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, input.personId);
    if (person.tenantId !== null) authorize(actor, "person.delete");
    if (authorId(actor) === person.id) throw new DomainError("conflict", NOBODY_DELETES_THEMSELVES);
    if (person.version !== input.version) {
      throw new DomainError("conflict", `${person.name} changed while you were looking, so nobody was deleted. Look again what is so now.`);
    }
    refuseUntypedName(person, input.typedName, `Type the name, “${person.name}”, to delete this person.`);
    await refuseLastAdmin(tx, person, "this person can be deleted");
    if (person.tenantId !== null) await deleteTokens(tx, { ...person, tenantId: person.tenantId });
    // The rest hangs on them by foreign keys.
    await tx.person.deleteMany({ where: { id: person.id } });
    const { name, email, role, tenantId } = person;
    await recordEvent(tx, actor, { action: "person.deleted", ...subjectOf(person), before: { email, name, role } });
    return { name, tenantId };
  });
}

/** Those that act as them, by the clients that can. */
async function deleteTokens(tx: Tx, { id, tenantId }: LockedPerson & { tenantId: string }): Promise<void> {
  await tx.$executeRaw`
    delete from oidc_artifact where tenant_id = ${tenantId}::uuid and account_id = ${id} and client_id = any (array(
      select client_id from client where tenant_id = ${tenantId}::uuid
      union select client_id from enablement where tenant_id = ${tenantId}::uuid
      union select client_id from consent where person_id = ${id}::uuid))`;
}
