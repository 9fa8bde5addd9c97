import type { Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { lockAdmins } from "#lib/members/lock-admins";
import type { LockedPerson } from "#lib/members/lock-person";

export function lastAdminBarrier(thenWhat: string): string {
  return `This is the last admin. Invite another one; once they have joined, ${thenWhat}.`;
}

/** Of two admins who switch each other off or demote each other, one stays: both wait for the same lock. @throws DomainError `conflict`. */
export async function refuseLastAdmin(tx: Tx, person: LockedPerson, thenWhat: string): Promise<void> {
  if (person.role !== "tenant_admin" && person.role !== "platform_admin") return;
  await lockAdmins(tx, person.tenantId);
  if (await isLastAdmin(tx, person)) throw new DomainError("conflict", lastAdminBarrier(thenWhat));
}

export async function isLastAdmin(tx: Tx, { id, tenantId, role }: Pick<LockedPerson, "id" | "tenantId" | "role">): Promise<boolean> {
  if (role !== "tenant_admin" && role !== "platform_admin") return false;
  return (await tx.person.count({ where: { tenantId, role, disabledAt: null, joinedAt: { not: null }, id: { not: id } } })) === 0;
}
