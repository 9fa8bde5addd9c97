import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { refuseBecomingAdmin } from "#lib/members/becoming-admin";
import { endAccess } from "#lib/members/end-access";
import { refuseLastAdmin } from "#lib/members/last-admin";
import { lockPerson, subjectOf } from "#lib/members/lock-person";
import type { ChangeRoleInput } from "#lib/members/schemas";

/** `endsInvitation`: the links by which the person could have joined have ended. */
export type ChangedRole = { name: string; role: ChangeRoleInput["role"]; endsInvitation: boolean };

/**
 * Gives somebody another role; it holds at their next request. Who becomes an admin before they have joined needs another invitation.
 * @throws DomainError `not_found`; `forbidden`; `invalid` for a role of the other side; `conflict` for the last admin.
 */
export function changeRole(actor: Actor, { personId, role }: ChangeRoleInput): Promise<ChangedRole> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, personId);
    const isStaffRole = role === "platform_admin" || role === "cs";
    if (isStaffRole !== (person.tenantId === null)) throw new DomainError("invalid", "This role does not exist here.", "role");
    if (person.role === role) return { name: person.name, role, endsInvitation: false };
    if (person.tenantId !== null && role === "tenant_admin") await refuseBecomingAdmin(tx, actor, person.tenantId);
    await refuseLastAdmin(tx, person, "this role can be changed");
    await tx.person.update({ where: { id: person.id }, data: { role, version: { increment: 1 } } });
    // Customer success may have made the link of a member, and so have it too; for an admin they could not (docs/decisions/0010).
    const endsInvitation = role === "tenant_admin" && person.joinedAt === null;
    if (endsInvitation) await endAccess(tx, person.id);
    await recordEvent(tx, actor, { action: "person.role_changed", ...subjectOf(person), before: { role: person.role }, after: { role } });
    return { name: person.name, role, endsInvitation };
  });
}
