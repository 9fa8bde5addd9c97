import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { isRefusalReason } from "#lib/usage/refusal-reasons";
import { type RefusalWords, refusalWords } from "#lib/usage/refusal-words";

/** `times`: within the minute of `at`. */
export type RefusedRequestView = { id: string; at: Date; times: number; endpoint: string; error: string } & RefusalWords;

const SHOWN = 50;

/** The last requests of the client that the token service refused, the newest first, told by what is set now (R62). @throws DomainError `forbidden`. */
export async function findRefusedRequests(actor: Actor, clientId: string): Promise<RefusedRequestView[]> {
  authorize(actor, "client.see");
  if (!isClientId(clientId)) return [];
  const where = { clientId, ...tenantFilter(actor) };
  return asScope(scopeOf(actor), async (tx) => {
    const rows = await tx.refusedRequest.findMany({ where, orderBy: [{ at: "desc" }, { id: "desc" }], take: SHOWN });
    const redirectUris = (await tx.redirectUri.findMany({ where })).map(({ uri }) => uri);
    return rows.map(({ id, at, times, endpoint, error, reason, value }) => {
      const words = refusalWords(isRefusalReason(reason) ? reason : "other", { value, client: { redirectUris } });
      return { id: id.toString(), at, times, endpoint, error, ...words };
    });
  });
}
