import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize, may, needsRole } from "#lib/access/permissions";
import { permissionFor } from "#lib/clients/client-abilities";
import { readSettings, type StoredSettings } from "#lib/clients/client-settings";
import { countDependants } from "#lib/clients/count-damage";
import type { Dependants } from "#lib/clients/impact";
import { isClientId } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import type { Client } from "#prisma/generated/client";

export type ClientSettingsView = {
  clientId: string;
  version: number;
  environment: Client["environment"];
  isPartner: boolean;
  isDraft: boolean;
  /** Why this person cannot let it ask about every token. */
  introspectionLock: string | null;
  settings: StoredSettings;
  dependants: Dependants;
};

/** What the settings page of a client begins with. @throws DomainError `not_found`; `forbidden` for whoever may not change it. */
export async function getClientSettings(actor: Actor, clientId: string): Promise<ClientSettingsView> {
  if (!isClientId(clientId)) throw notFound("This client");
  return asScope(scopeOf(actor), async (tx) => {
    const client = await tx.client.findFirst({ where: { clientId, ...tenantFilter(actor) } });
    if (!client) throw notFound("This client");
    authorize(actor, permissionFor(client, "change"));
    const [settings, dependants] = [await readSettings(tx, client), await countDependants(tx, clientId, tenantFilter(actor))];
    const { version, environment } = client;
    const introspectionLock = may(actor, "partner_client.let_introspect") ? null : needsRole("partner_client.let_introspect");
    const isPartner = client.tenantId === null;
    return { clientId, version, environment, isPartner, isDraft: client.state === "draft", introspectionLock, settings, dependants };
  });
}
