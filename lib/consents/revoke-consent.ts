import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { readConsents } from "#lib/consents/find-consents";
import type { ConsentInput } from "#lib/consents/schemas";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";

// Tokens that a client got by its own credentials do not stand on a consent.
const STANDS_ON_CONSENT = ["Grant", "AuthorizationCode", "AccessToken", "RefreshToken", "DeviceCode"];

/** Takes back what the actor allowed a client: its tokens for them end at once (R5). @throws DomainError `not_found`. */
export async function revokeConsent(actor: SignedInActor, { consentId }: ConsentInput): Promise<{ name: string }> {
  if (actor.kind === "staff") throw notFound("This app");
  const { personId, tenant } = actor;
  return asScope(scopeOf(actor), async (tx) => {
    const consent = (await readConsents(tx, personId)).find(({ id }) => id === consentId);
    if (!consent) throw notFound("This app");
    const { clientId, name, scopes } = consent;
    const revokedAt = new Date();
    const { count } = await tx.consent.updateMany({ where: { id: consentId, personId, revokedAt: null }, data: { revokedAt } });
    if (count === 0) throw notFound("This app");
    await tx.oidcArtifact.updateMany({
      where: { clientId, accountId: personId, kind: { in: STANDS_ON_CONSENT }, revokedAt: null },
      data: { revokedAt },
    });
    await recordEvent(tx, actor, { action: "consent.revoked", subject: name, clientId, tenantId: tenant.id, before: { scopes } });
    return { name };
  });
}
