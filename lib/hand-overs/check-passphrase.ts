import { asScope, type DbScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { stateOf, TRIES } from "#lib/hand-overs/hand-over-state";
import { readLink } from "#lib/hand-overs/read-link";
import { refuseUnusable } from "#lib/hand-overs/refuse-unusable";
import { isPassword } from "#lib/members/password";

/**
 * Counts a try before the passphrase is looked at, so that parallel tries cannot pass together; a right one is given back.
 * @throws DomainError `invalid` for a wrong one; `conflict` when there were five.
 */
export async function checkPassphrase(scope: DbScope & { role: "partner" }, passphrase: string): Promise<void> {
  const link = await asScope(scope, async (tx) => {
    const found = await readLink(tx, scope);
    if (!found?.passphraseHash || !["open", "locked", "used"].includes(stateOf(found))) return null;
    const counted = await tx.handOver.updateMany({ where: { id: found.id, failedTries: { lt: TRIES } }, data: { failedTries: { increment: 1 } } });
    if (counted.count === 0) refuseUnusable("locked");
    return found;
  });
  if (!link) return;
  if (await isPassword(passphrase, link.passphraseHash)) {
    await asScope(scope, (tx) => tx.handOver.updateMany({ where: { id: link.id, failedTries: { gt: 0 } }, data: { failedTries: { decrement: 1 } } }));
    return;
  }
  const left = TRIES - 1 - link.failedTries;
  if (left <= 0) refuseUnusable("locked");
  throw new DomainError("invalid", `This is not the passphrase. ${left} ${left === 1 ? "try is" : "tries are"} left.`, "passphrase");
}
