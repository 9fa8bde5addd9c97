import { type Actor, personIdOf } from "#lib/access/actor";
import type { Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import type { IdempotencyKey } from "#prisma/generated/client";

const REPLACEABLE_MINUTES = 10;

/**
 * The earlier submission of the same form, if there was one. Waits for one that is under way.
 * @param clientId the client that the form is about, where it does not make one.
 * @throws DomainError `conflict` when it is too long ago for its secret to be replaced (R15), or was about another client.
 */
export async function earlierSubmission(tx: Tx, actor: Actor, key: string, clientId?: string): Promise<IdempotencyKey | null> {
  const personId = personIdOf(actor);
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${personId} ${key}`}, 0))`;
  const earlier = await tx.idempotencyKey.findUnique({ where: { personId_key: { personId, key } } });
  if (earlier && clientId !== undefined && earlier.clientId !== clientId) throw sentForAnother();
  if (earlier && Date.now() - earlier.createdAt.getTime() > REPLACEABLE_MINUTES * 60_000) {
    throw new DomainError("conflict", "This form was already sent, and what it made exists. If its secret never reached you, reset it on the client's page.");
  }
  return earlier;
}

/** Each form has a key of its own, so no page of ours leads here. */
export function sentForAnother(): DomainError {
  return new DomainError("conflict", "This form was already sent for another client. Open the page again, and send it from there.");
}

export async function rememberSubmission(
  tx: Tx,
  actor: Actor,
  made: { key: string; tenantId: string | null; clientId: string; secretId: string | null },
): Promise<void> {
  await tx.idempotencyKey.create({ data: { personId: personIdOf(actor), ...made } });
}
