import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { toActingScope } from "#lib/scopes/acting-scope";
import { isUuid } from "#lib/text";

export type TeamView = { teamId: string; name: string; scope: string };
const SHOWN = 200;

/** By name; the first 200. @throws DomainError `forbidden`. */
export async function findTeams(actor: Actor, tenantId: string): Promise<TeamView[]> {
  authorize(actor, "tenant.see");
  if (!isUuid(tenantId)) return [];
  const teams = await asScope(scopeOf(actor), (tx) =>
    tx.team.findMany({ where: { AND: [{ tenantId }, tenantFilter(actor)] }, orderBy: { name: "asc" }, take: SHOWN }),
  );
  return teams.map((team) => ({ teamId: team.id, name: team.name, scope: toActingScope({ kind: "team", id: team.id }) }));
}
