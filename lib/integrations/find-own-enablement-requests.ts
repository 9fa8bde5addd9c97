import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { asScope } from "#lib/db/as-scope";

const SHOWN = 10;

/** What the actor has lately asked staff to enable, and what came of it (R39). `expired`: nobody answered in time. */
export async function findOwnEnablementRequests(actor: SignedInActor) {
  if (actor.kind === "staff") return [];
  const own = { tenantId: actor.tenant.id, kind: "enablement", requestedById: actor.personId } as const;
  return asScope(scopeOf(actor), async (tx) => {
    const requests = await tx.integrationRequest.findMany({ where: own, orderBy: { id: "desc" }, take: SHOWN });
    const clientIds = requests.flatMap(({ clientId }) => clientId ?? []);
    const names = await tx.$queryRaw<{ client_id: string; name: string }[]>`
      select found.client_id, found.name from unnest(${clientIds}::text[]) asked, lateral find_integration(asked) found`;
    return requests.map(({ id, clientId, reason, state, createdAt, expiresAt }) => ({
      id,
      /** Null where it is no longer on offer. */
      integration: names.find((each) => each.client_id === clientId)?.name ?? null,
      clientId: clientId ?? "",
      reason,
      state: state === "open" && expiresAt <= new Date() ? ("expired" as const) : state,
      sentAt: createdAt,
    }));
  });
}
