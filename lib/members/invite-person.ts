import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import { enqueueMail } from "#lib/mail/enqueue-mail";
import { refuseBecomingAdmin } from "#lib/members/becoming-admin";
import { type CreatedLink, createLink } from "#lib/members/one-time-link";
import type { InvitePersonInput } from "#lib/members/schemas";
import { Prisma, type Role } from "#prisma/generated/client";

export type Invited = CreatedLink & { personId: string; name: string; email: string };

/**
 * Adds a person who joins by a one-time link; the link is also mailed where SMTP is configured (R60).
 * @throws DomainError `forbidden`; `not_found` for another's tenant; `invalid` for a role that does not fit or an address that is taken.
 */
export async function invitePerson(actor: Actor, input: InvitePersonInput): Promise<Invited> {
  const tenantId = actor.kind === "user" ? actor.tenant.id : (input.tenantId ?? null);
  authorize(actor, tenantId === null ? "staff.manage" : "person.manage");
  const isStaffRole = input.role === "platform_admin" || input.role === "cs";
  if (isStaffRole !== (tenantId === null)) throw new DomainError("invalid", "This role does not exist here.", "role");
  return asScope(scopeOf(actor), async (tx) => {
    if (tenantId !== null && !(await tx.tenant.findUnique({ where: { id: tenantId } }))) throw notFound("This tenant");
    if (tenantId !== null && input.role === "tenant_admin") await refuseBecomingAdmin(tx, actor, tenantId);
    return addPerson(tx, actor, { ...input, tenantId });
  });
}

/** @throws DomainError `invalid` when the e-mail address is taken: addresses are unique over everything. */
export async function addPerson(
  tx: Tx,
  actor: Actor,
  { tenantId, name, email, role }: { tenantId: string | null; name: string; email: string; role: Role },
): Promise<Invited> {
  const person = await tx.person.create({ data: { tenantId, name, email, role } }).catch((error) => {
    throw isTaken(error) ? new DomainError("invalid", "Somebody with this e-mail address is already here.", "email") : error;
  });
  const link = await createLink(tx, person, "invitation");
  await enqueueMail(tx, { personId: person.id, purpose: "invitation" });
  await recordEvent(tx, actor, {
    action: "person.invited",
    subject: email,
    subjectId: person.id,
    tenantId,
    after: { email, name, role },
  });
  return { ...link, personId: person.id, name, email };
}

function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
