import type { Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { lockAdmins } from "#lib/members/lock-admins";
import type { LockedPerson } from "#lib/members/lock-person";

/** Of two admins who switch each other off or demote each other, one stays: both wait for the same lock. @throws DomainError `conflict`. */
export async function refuseLastAdmin(tx: Tx, person: LockedPerson, thenWhat: string): Promise<void> {
  if (person.role !== "tenant_admin" && person.role !== "platform_admin") return;
  await lockAdmins(tx, person.tenantId);
  const others = await tx.person.count({
    where: { tenantId: person.tenantId, role: person.role, disabledAt: null, joinedAt: { not: null }, id: { not: person.id } },
  });
  if (others === 0) throw new DomainError("conflict", `This is the last admin. Invite another one; once they have joined, ${thenWhat}.`);
}
