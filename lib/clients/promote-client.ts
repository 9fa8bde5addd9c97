import { type Actor, personIdOf, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { impossibleFields } from "#lib/clients/barriers";
import { generateClientId } from "#lib/clients/client-id";
import { columnsOf } from "#lib/clients/client-settings";
import { lockClient, refuseDeleted, subjectOf } from "#lib/clients/lock-client";
import { addRedirectUris, redirectUriErrors } from "#lib/clients/redirect-uris";
import type { PromoteClientInput } from "#lib/clients/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError, invalidFields } from "#lib/errors";
import type { Client } from "#prisma/generated/client";

const PRODUCTION = { environment: "production", isPartner: true } as const;

/**
 * Makes the production client of a partner's sandbox client: a draft with its settings and the redirect URIs that were
 * looked at; without a secret, and switched on for nobody (R47). Pressed again, it finds the one that it made.
 * @throws DomainError `forbidden`; `not_found`; `conflict` for a client that has no production; `invalid` for redirect URIs that cannot be.
 */
export async function promoteClient(actor: Actor, { clientId, version, redirectUris }: PromoteClientInput): Promise<{ clientId: string }> {
  authorize(actor, "partner_client.register");
  return asScope(scopeOf(actor), async (tx) => {
    const sandbox = await lockClient(tx, actor, "change", clientId);
    const made = await tx.client.findUnique({ where: { promotedFromId: clientId }, select: { clientId: true } });
    if (made) return made;
    await lockClient(tx, actor, "change", clientId, version);
    refuseDeleted(sandbox);
    if (sandbox.tenantId !== null || sandbox.environment !== "sandbox") throw new DomainError("conflict", "Only a partner's sandbox client is promoted.");
    refuseInvalid(sandbox, redirectUris);
    const production = await tx.client.create({
      data: {
        ...columnsOf(sandbox),
        environment: "production",
        state: "draft",
        isNameGenerated: sandbox.isNameGenerated,
        // A platform admin's to give: whoever has it in sandbox must not have it in production by a promotion.
        mayIntrospect: false,
        clientId: generateClientId(),
        promotedFromId: clientId,
        createdById: personIdOf(actor),
      },
    });
    const scopes = await scopesToCopy(tx, clientId);
    await tx.clientScope.createMany({ data: scopes.map((scopeName) => ({ clientId: production.clientId, scopeName })) });
    await addRedirectUris(tx, production.clientId, redirectUris);
    const { name, type, environment, grants } = production;
    await recordEvent(tx, actor, { action: "client.registered", ...subjectOf(production), after: { name, type, environment, grants, redirectUris } });
    await recordEvent(tx, actor, {
      action: "client.promoted",
      ...subjectOf(sandbox),
      subjectId: production.clientId,
      after: { productionClientId: production.clientId, redirectUris },
    });
    return { clientId: production.clientId };
  });
}

function refuseInvalid(sandbox: Client, redirectUris: string[]): void {
  const impossible = impossibleFields({ ...sandbox, isPartner: true, isDraft: true, redirectUris });
  const errors = [...redirectUriErrors(redirectUris, { ...PRODUCTION, type: sandbox.type }), ...Object.values(impossible).flat()];
  if (errors.length > 0) throw invalidFields({ redirectUris: errors });
}

/** Those that the catalogue still has. */
export async function scopesToCopy(tx: Tx, clientId: string): Promise<string[]> {
  const scopes = await tx.clientScope.findMany({ where: { clientId, scope: { retiredAt: null } }, orderBy: { scopeName: "asc" } });
  return scopes.map(({ scopeName }) => scopeName);
}
