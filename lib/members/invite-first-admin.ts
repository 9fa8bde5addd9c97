import type { SystemActor } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { addPerson } from "#lib/members/invite-person";
import { type CreatedLink, createLink, PLACEHOLDER_EMAIL } from "#lib/members/one-time-link";

/** A link for the first platform admin, as long as no staff has joined; null after that. */
export async function inviteFirstAdmin(): Promise<CreatedLink | null> {
  const actor: SystemActor = { kind: "system", name: "First start" };
  return asScope({ role: "staff" }, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('first admin', 0))`;
    const staff = await tx.person.findFirst({ where: { tenantId: null }, orderBy: [{ joinedAt: { sort: "asc", nulls: "last" } }] });
    if (!staff) return addPerson(tx, actor, { email: PLACEHOLDER_EMAIL, name: "Platform admin", role: "platform_admin", tenantId: null });
    if (staff.joinedAt) return null;
    const link = await createLink(tx, staff, "invitation");
    await recordEvent(tx, actor, {
      action: "person.link_created",
      subject: staff.email,
      subjectId: staff.id,
      tenantId: null,
      after: { purpose: "invitation", expiresAt: link.expiresAt },
    });
    return link;
  });
}
