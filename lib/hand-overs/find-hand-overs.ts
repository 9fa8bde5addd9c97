import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { stateOf } from "#lib/hand-overs/hand-over-state";
import { whereWaiting } from "#lib/hand-overs/submission";
import { type Page, type PageRequest, readPage, uuidKey } from "#lib/page";
import type { HandOver } from "#prisma/generated/client";

export type HandOverView = Awaited<ReturnType<typeof views>>[number];

const PAGE_SIZE = 25;
const WAITING_SHOWN = 50;

/** The links of a partner's client, the newest first, and what became of each. @throws DomainError `forbidden`. */
export async function findHandOvers(actor: Actor, clientId: string, request: PageRequest): Promise<Page<HandOverView>> {
  authorize(actor, "partner_client.change");
  if (!isClientId(clientId)) return { rows: [], newer: null, older: null };
  const key = uuidKey(({ id }: HandOverView) => id);
  return readPage(request, PAGE_SIZE, key, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const where = { clientId, ...(key !== null && { id: { [than]: key } }) };
      return views(tx, await tx.handOver.findMany({ where, orderBy: { id: order }, take }));
    }),
  );
}

async function views(tx: Tx, links: HandOver[]) {
  const taken = links.flatMap(({ secretId }) => secretId ?? []);
  const secrets = await tx.clientSecret.findMany({ where: { id: { in: taken } }, select: { id: true, hint: true } });
  const now = new Date();
  return links.map(({ submission: _, othersEndAfter: __, ...link }) => ({
    ...link,
    state: stateOf(link, now),
    hint: secrets.find(({ id }) => id === link.secretId)?.hint ?? null,
  }));
}

/** What a partner sent and nobody has decided on, the oldest first. @throws DomainError `forbidden`. */
export async function findWaitingSubmissions(actor: Actor, clientId: string) {
  authorize(actor, "partner_client.change");
  if (!isClientId(clientId)) return [];
  return asScope(scopeOf(actor), (tx) =>
    tx.handOver.findMany({
      where: { clientId, ...whereWaiting },
      orderBy: { submittedAt: "asc" },
      take: WAITING_SHOWN,
      select: { id: true, note: true, submittedAt: true },
    }),
  );
}
