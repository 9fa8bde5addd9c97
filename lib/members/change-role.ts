import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { refuseBecomingAdmin } from "#lib/members/becoming-admin";
import { refuseLastAdmin } from "#lib/members/last-admin";
import { lockPerson, subjectOf } from "#lib/members/lock-person";
import type { ChangeRoleInput } from "#lib/members/schemas";

/**
 * Gives somebody another role; it holds at their next request.
 * @throws DomainError `not_found`; `forbidden`; `invalid` for a role of the other side; `conflict` for the last admin.
 */
export function changeRole(actor: Actor, { personId, role }: ChangeRoleInput): Promise<{ name: string; role: ChangeRoleInput["role"] }> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, personId);
    const isStaffRole = role === "platform_admin" || role === "cs";
    if (isStaffRole !== (person.tenantId === null)) throw new DomainError("invalid", "This role does not exist here.", "role");
    if (person.role === role) return { name: person.name, role };
    if (person.tenantId !== null && role === "tenant_admin") await refuseBecomingAdmin(tx, actor, person.tenantId);
    await refuseLastAdmin(tx, person, "this role can be changed");
    await tx.person.update({ where: { id: person.id }, data: { role, version: { increment: 1 } } });
    await recordEvent(tx, actor, { action: "person.role_changed", ...subjectOf(person), before: { role: person.role }, after: { role } });
    return { name: person.name, role };
  });
}
