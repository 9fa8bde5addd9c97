import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { readSettings } from "#lib/clients/client-settings";
import { scopesToCopy } from "#lib/clients/promote-client";
import { checkRedirectUris } from "#lib/clients/redirect-uri";
import { isClientId } from "#lib/clients/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";

/** What promoting a partner's sandbox client would make, and what it made already. @throws DomainError `not_found`, `forbidden`. */
export async function findPromotion(actor: Actor, clientId: string) {
  authorize(actor, "partner_client.register");
  if (!isClientId(clientId)) throw notFound("This client");
  return asScope(scopeOf(actor), async (tx) => {
    const client = await tx.client.findFirst({ where: { clientId, tenantId: null } });
    if (!client) throw notFound("This client");
    const settings = await readSettings(tx, client);
    const issues = checkRedirectUris(settings.redirectUris, { type: client.type, environment: "production", isPartner: true });
    return {
      version: client.version,
      isPossible: client.environment === "sandbox" && client.deletedAt === null,
      settings: { ...settings, scopes: await scopesToCopy(tx, clientId) },
      redirectUris: settings.redirectUris.map((uri, index) => ({ uri, issues: issues[index] ?? [] })),
      sandbox: client.promotedFromId === null ? null : await namedClient(tx, { clientId: client.promotedFromId }),
      production: await namedClient(tx, { promotedFromId: clientId }),
    };
  });
}

function namedClient(tx: Tx, where: { clientId: string } | { promotedFromId: string }) {
  return tx.client.findFirst({ where, select: { clientId: true, name: true, state: true } });
}
