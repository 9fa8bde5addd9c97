import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { readSettings } from "#lib/clients/client-settings";
import { countDependants } from "#lib/clients/count-damage";
import { impactOf } from "#lib/clients/impact";
import { checkRedirectUris } from "#lib/clients/redirect-uri";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { stateOf } from "#lib/hand-overs/hand-over-state";
import { readSubmission } from "#lib/hand-overs/submission";
import { isUuid } from "#lib/text";

/** What a partner sent beside what is there now, and what taking it over would do. @throws DomainError `not_found`, `forbidden`. */
export async function getSubmission(actor: Actor, handOverId: string) {
  authorize(actor, "partner_client.change");
  if (!isUuid(handOverId)) throw notFound("This submission");
  return asScope(scopeOf(actor), async (tx) => {
    const link = await tx.handOver.findFirst({ where: { id: handOverId }, include: { client: true } });
    const sent = readSubmission(link?.submission ?? null);
    if (!link?.submittedAt || !sent) throw notFound("This submission");
    const { client } = link;
    const { environment, type, version } = client;
    const now = await readSettings(tx, client);
    const issues = checkRedirectUris(sent.redirectUris, { type, environment, isPartner: true });
    return {
      id: link.id,
      clientId: client.clientId,
      clientName: client.name,
      environment,
      version,
      state: stateOf(link),
      note: link.note,
      submittedAt: link.submittedAt,
      submittedFromAddress: link.submittedFromAddress,
      decidedAt: link.decidedAt,
      decisionNote: link.decisionNote,
      sent,
      now: { redirectUris: now.redirectUris, homePageUri: now.homePageUri },
      uris: sent.redirectUris.map((uri, index) => ({ uri, isNew: !now.redirectUris.includes(uri), issues: issues[index] ?? [] })),
      leaving: now.redirectUris.filter((uri) => !sent.redirectUris.includes(uri)),
      impact: impactOf({ ...now, environment }, { ...now, environment, ...sent }, await countDependants(tx, client.clientId)),
    };
  });
}
