import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import type { CreateTeamInput } from "#lib/tenants/schemas";

/** @throws DomainError `forbidden`; `not_found` for another's tenant; `invalid` when the tenant has a team of that name. */
export async function createTeam(actor: Actor, input: CreateTeamInput): Promise<{ teamId: string; tenantId: string }> {
  authorize(actor, "team.manage");
  const tenantId = actor.kind === "user" ? actor.tenant.id : input.tenantId;
  return asScope(scopeOf(actor), async (tx) => {
    const tenant = tenantId && (await tx.tenant.findUnique({ where: { id: tenantId } }));
    if (!tenant) throw notFound("This tenant");
    const where = { tenantId_name: { tenantId: tenant.id, name: input.name } };
    // createMany with skipDuplicates: of two at once, the second is told, not failed.
    const { count } = await tx.team.createMany({ data: [{ tenantId: tenant.id, name: input.name }], skipDuplicates: true });
    if (count === 0) throw new DomainError("invalid", "There is a team of this name already.", "name");
    const team = await tx.team.findUniqueOrThrow({ where });
    await recordEvent(tx, actor, { action: "team.created", subject: team.name, subjectId: team.id, tenantId: tenant.id, after: { name: team.name } });
    return { teamId: team.id, tenantId: tenant.id };
  });
}
