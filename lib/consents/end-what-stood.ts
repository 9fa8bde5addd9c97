import type { TenantActor } from "#lib/access/actor";
import type { Tx } from "#lib/db/as-scope";

// Tokens that a client got by its own credentials do not stand on a consent.
const STANDS_ON_CONSENT = ["Grant", "AuthorizationCode", "AccessToken", "RefreshToken", "DeviceCode"];

/** Of one person and client, one consent is given or taken back at a time. */
export async function lockConsent(tx: Tx, { personId }: TenantActor, clientId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${personId} ${clientId}`}, 0))`;
}

/**
 * Ends what a client has by a person's consent. Called when it is taken back, and before another is given: what was issued in the very moment
 * of the end must not come to life with the next one.
 */
export async function endWhatStood(tx: Tx, { personId }: TenantActor, clientId: string): Promise<void> {
  await tx.oidcArtifact.updateMany({
    where: { clientId, accountId: personId, kind: { in: STANDS_ON_CONSENT }, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}
