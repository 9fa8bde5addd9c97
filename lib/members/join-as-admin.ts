import { recordEvent } from "#lib/audit/record-event";
import type { Tx } from "#lib/db/as-scope";
import type { KnownPerson } from "#lib/members/sessions";

/**
 * Before a company's first admin joins, customer success may invite several, and could keep the link of one. So only the first to join is an
 * admin; the others who were invited join as members, by the same links, until an admin of the company makes them admins.
 */
export async function joinAsAdmin(tx: Tx, { id, tenantId, role, joinedAt }: KnownPerson): Promise<void> {
  if (tenantId === null || role !== "tenant_admin" || joinedAt !== null) return;
  const others = await tx.$queryRaw<{ id: string; email: string }[]>`select id, email from invited_admins_become_members(${id}::uuid)`;
  for (const other of others) {
    await recordEvent(
      tx,
      { kind: "system", name: "The first admin's joining" },
      {
        action: "person.role_changed",
        subject: other.email,
        subjectId: other.id,
        tenantId,
        before: { role: "tenant_admin" },
        after: { role: "member" },
      },
    );
  }
}
