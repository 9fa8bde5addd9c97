import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/access/actor";
import { type ChangedClient, changeClient } from "#lib/clients/change-client";
import { getClientSettings } from "#lib/clients/get-client-settings";
import type { ChangeClientInput } from "#lib/clients/schemas";

/** What the settings page would send, with this typed into it. */
export async function filledSettings(actor: Actor, clientId: string, given: Partial<ChangeClientInput> = {}): Promise<ChangeClientInput> {
  const { version, settings } = await getClientSettings(actor, clientId);
  const authMethod = settings.authMethod === "none" ? "client_secret_basic" : settings.authMethod;
  return { clientId, version, idempotencyKey: randomUUID(), acceptsImpact: true, ...settings, authMethod, ...given };
}

/** Saves the settings page with this changed. */
export async function changeSettings(actor: Actor, { clientId }: { clientId: string }, given: Partial<ChangeClientInput>): Promise<ChangedClient> {
  return changeClient(actor, await filledSettings(actor, clientId, given));
}
