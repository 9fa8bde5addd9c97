import type { Actor } from "#lib/access/actor";
import { may } from "#lib/access/permissions";
import type { Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { lockAdmins } from "#lib/members/lock-admins";

export const ADMINS_MAKE_ADMINS = "An admin of the company does this. Otherwise whoever makes the link could sign in as the company's admin.";
export const FIRST_IS_ADMIN = "The first to join is the admin. Others who are invited before that join as members, until this admin makes them admins too.";

/**
 * Who invites an admin gets a link to copy, and so could become one: not customer success (R2), but for a company that has no admin yet.
 * @throws DomainError `forbidden`.
 */
export async function refuseBecomingAdmin(tx: Tx, actor: Actor, tenantId: string): Promise<void> {
  if (may(actor, "person.reset_password")) return;
  await lockAdmins(tx, tenantId);
  const admins = await tx.person.count({ where: { tenantId, role: "tenant_admin", joinedAt: { not: null } } });
  if (admins > 0) throw new DomainError("forbidden", ADMINS_MAKE_ADMINS);
}
