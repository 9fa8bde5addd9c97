import type { ChangeClientInput } from "#lib/clients/schemas";
import type { Tx } from "#lib/db/as-scope";
import type { Client } from "#prisma/generated/client";

/** Everything that the settings page shows and saves. */
export type StoredSettings = ReturnType<typeof columnsOf> & { scopes: string[]; redirectUris: string[] };

/** The settings that are columns of the client, by their names. */
export function columnsOf(client: Client) {
  const { name, type, authMethod, actsAs, mayActForUsers, consentsByItself, accessTokenFormat, mayIntrospect } = client;
  const { maker, homePageUri, logoUri, contact, notes } = client;
  const grants = [...client.grants].sort();
  const about = { maker, homePageUri, logoUri, contact, notes };
  return { name, type, authMethod, grants, actsAs, mayActForUsers, consentsByItself, accessTokenFormat, mayIntrospect, ...about };
}

export async function readSettings(tx: Tx, client: Client): Promise<StoredSettings> {
  const where = { clientId: client.clientId };
  const scopes = await tx.clientScope.findMany({ where, orderBy: { scopeName: "asc" } });
  const uris = await tx.redirectUri.findMany({ where, orderBy: [{ createdAt: "asc" }, { uri: "asc" }] });
  return { ...columnsOf(client), scopes: scopes.map(({ scopeName }) => scopeName), redirectUris: uris.map(({ uri }) => uri) };
}

export function settingsFrom(input: ChangeClientInput): StoredSettings {
  const { clientId: _, version: _version, idempotencyKey: _key, acceptsImpact: _accepted, ...settings } = input;
  return { ...settings, authMethod: input.type === "public" ? "none" : input.authMethod };
}

/** The settings that differ, as they were and as they are to be. The order of redirect URIs is not a setting. */
export function differing(before: StoredSettings, after: StoredSettings): { before: Partial<StoredSettings>; after: Partial<StoredSettings> } {
  const names = (Object.keys(after) as (keyof StoredSettings)[]).filter((name) => comparable(before[name]) !== comparable(after[name]));
  const pick = (settings: StoredSettings) => Object.fromEntries(names.map((name) => [name, settings[name]])) as Partial<StoredSettings>;
  return { before: pick(before), after: pick(after) };
}

function comparable(value: StoredSettings[keyof StoredSettings]): string {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
}
