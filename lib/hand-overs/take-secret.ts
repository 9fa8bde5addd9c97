import type { Origin } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { subjectOf } from "#lib/clients/lock-client";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { checkPassphrase } from "#lib/hand-overs/check-passphrase";
import { isPaused } from "#lib/hand-overs/find-link";
import { stateOf } from "#lib/hand-overs/hand-over-state";
import { holderOf, type Link, linkScope, lockLink } from "#lib/hand-overs/read-link";
import { refuseUnusable } from "#lib/hand-overs/refuse-unusable";
import type { TakeSecretInput } from "#lib/hand-overs/schemas";
import { countLink, forgetLink } from "#lib/members/throttle";
import { type IssuedSecret, refuseEleventh, replaceLost, writeSecret } from "#lib/secrets/issue-secret";
import { whereLive } from "#lib/secrets/live-secret";

const REPLACEABLE_MINUTES = 10;

/**
 * The press on a link (R23): issues the secret and shows it, once. The same form sent again within ten minutes replaces it (R15).
 * @throws DomainError `conflict` when the link does not work, `invalid` when the passphrase is wrong, `forbidden` after too many tries.
 */
export async function takeSecret(origin: Origin, input: TakeSecretInput): Promise<IssuedSecret> {
  await countLink(origin.ipAddress);
  const scope = linkScope(input.token);
  await checkPassphrase(scope, input.passphrase);
  const issued = await asScope(scope, async (tx) => {
    const link = await lockLink(tx, scope);
    if (link?.kind !== "secret") return refuseUnusable(null);
    if (isPaused(link)) throw new DomainError("conflict", "The app cannot be given a secret at the moment. Ask whoever sent you this link.");
    if (isRetry(link, input.idempotencyKey)) return replaceTaken(tx, origin, link);
    return take(tx, origin, link, input.idempotencyKey);
  });
  await forgetLink(origin.ipAddress);
  return issued;
}

function isRetry({ pressKey, usedAt }: Link, key: string): boolean {
  return pressKey === key && usedAt !== null && Date.now() - usedAt.getTime() < REPLACEABLE_MINUTES * 60_000;
}

async function replaceTaken(tx: Tx, origin: Origin, link: Link): Promise<IssuedSecret> {
  const issued = await replaceLost(tx, holderOf(link, origin), link.client, link.secretId);
  await tx.handOver.updateMany({ where: { id: link.id }, data: { secretId: issued.secretId } });
  return issued;
}

async function take(tx: Tx, origin: Origin, link: Link, pressKey: string): Promise<IssuedSecret> {
  const now = new Date();
  const state = stateOf(link, now);
  if (state !== "open") return refuseUnusable(state);
  const taken = await tx.handOver.updateMany({
    where: { id: link.id, usedAt: null, withdrawnAt: null, expiresAt: { gt: now } },
    data: { usedAt: now, usedFromAddress: origin.ipAddress, pressKey },
  });
  if (taken.count !== 1) return refuseUnusable("used");
  const secretsEnding = await endOthers(tx, link, now);
  await refuseEleventh(tx, link.client).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError("conflict", "The app has as many secrets as it can have. Ask whoever sent you this link to end one; the link still works then.");
  });
  const holder = holderOf(link, origin);
  const issued = await writeSecret(tx, holder, link.client, { name: link.secretName ?? "Secret", expiresAt: null });
  await tx.handOver.updateMany({ where: { id: link.id }, data: { secretId: issued.secretId } });
  const { secretId: subjectId, secretName: name, hint } = issued;
  await recordEvent(tx, holder, { action: "hand_over.used", ...subjectOf(link.client), subjectId, after: { for: link.note, name, hint, secretsEnding } });
  return issued;
}

/** What staff chose for the secrets there are: they stay, end now, or end after a while. */
async function endOthers(tx: Tx, { clientId, othersEndAfter }: Link, now: Date): Promise<number> {
  if (othersEndAfter === null) return 0;
  const live = { clientId, ...whereLive(now) };
  if (othersEndAfter === 0) return (await tx.clientSecret.updateMany({ where: live, data: { retiredAt: now, replacedAt: now } })).count;
  const expiresAt = new Date(now.getTime() + othersEndAfter * 1000);
  const sooner = { clientId, retiredAt: null, expiresAt: { gt: now, lte: expiresAt } };
  await tx.clientSecret.updateMany({ where: { ...sooner, replacedAt: null }, data: { replacedAt: now } });
  const later = { clientId, retiredAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: expiresAt } }] };
  return (await tx.clientSecret.updateMany({ where: later, data: { expiresAt, replacedAt: now } })).count;
}
