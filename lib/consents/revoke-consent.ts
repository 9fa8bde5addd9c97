import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { endWhatStood, lockConsent } from "#lib/consents/end-what-stood";
import { readConsents } from "#lib/consents/find-consents";
import type { ConsentInput } from "#lib/consents/schemas";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";

/** Takes back what the actor allowed a client: its tokens for them end at once, and what it has not fetched yet (R5). @throws DomainError `not_found`. */
export async function revokeConsent(actor: SignedInActor, { consentId }: ConsentInput): Promise<{ name: string }> {
  if (actor.kind === "staff") throw notFound("This app");
  const { personId, tenant } = actor;
  return asScope(scopeOf(actor), async (tx) => {
    const consent = (await readConsents(tx, personId)).find(({ id }) => id === consentId);
    if (!consent) throw notFound("This app");
    const { clientId, name, scopes } = consent;
    await lockConsent(tx, actor, clientId);
    const { count } = await tx.consent.updateMany({ where: { id: consentId, personId, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 0) throw notFound("This app");
    await endWhatStood(tx, actor, clientId);
    await tx.$executeRaw`select end_answers(${clientId}, ${personId}::uuid)`;
    await recordEvent(tx, actor, { action: "consent.revoked", subject: name, clientId, tenantId: tenant.id, before: { scopes } });
    return { name };
  });
}
