import { isLoopbackUri } from "#lib/clients/redirect-uri";
import { invalidFields } from "#lib/errors";
import type { Client } from "#prisma/generated/client";

/** What decides whether a setting can be on. */
export type ClientShape = Pick<Client, "type" | "grants" | "actsAs"> & { isPartner: boolean; isDraft: boolean; redirectUris: readonly string[] };

type Barrier = (client: ClientShape) => string | null;

/** Why a setting cannot be on for a client, or null. The form says it beforehand, the verbs obey it, and the database holds it too. */
export const barriers = {
  authorization_code: ({ isDraft, redirectUris }) =>
    isDraft || redirectUris.length > 0 ? null : "Authorization Code needs a redirect URI: people are sent there with the code. Add one first.",
  refresh_token: ({ grants }) =>
    grants.includes("authorization_code") || grants.includes("device_code")
      ? null
      : "A refresh token continues what Authorization Code or Device Authorization began. Switch one of them on, too.",
  device_code: ({ actsAs }) =>
    actsAs === "user" ? null : "On a device a person allows access for themselves. A service account is approved with Authorization Code.",
  client_credentials: credentialsBarrier,
  mayActForUsers: credentialsBarrier,
  actsAs: ({ isPartner }) =>
    isPartner ? null : "Only a partner client can act as a service account. A company's own client without a person uses client credentials.",
  consentsByItself: ({ type, actsAs, redirectUris }) => {
    if (type === "public") return "A public client always asks: without a secret, anybody could pose as it.";
    if (redirectUris.some(isLoopbackUri))
      return "A client with a redirect URI on the person's own computer always asks: any program there could receive the code.";
    return actsAs === "service_account" ? "A service account is always approved by an admin." : null;
  },
  mayIntrospect: ({ isPartner, type }) => {
    if (!isPartner) return "A company's own client may ask about its own tokens only.";
    return type === "public" ? "A public client has no secret, so anybody could ask in its name." : null;
  },
} satisfies Record<string, Barrier>;

// R28
function credentialsBarrier({ isPartner, type }: ClientShape): string | null {
  if (isPartner) return "Only a company's own clients can use client credentials; this is a partner client.";
  return type === "public" ? "A public client has no secret, so it cannot use client credentials." : null;
}

export type GuardedSetting = keyof typeof barriers;

/** Everything impossible that is on, by the field of the form that asks for it. */
export function impossibleFields(
  client: ClientShape & Partial<Pick<Client, "mayActForUsers" | "consentsByItself" | "mayIntrospect">>,
): Record<string, string[]> {
  const on: [GuardedSetting, field: string][] = [
    ...client.grants.map((grant): [GuardedSetting, string] => [grant, "grants"]),
    ...(client.mayActForUsers ? [["mayActForUsers", "mayActForUsers"] as [GuardedSetting, string]] : []),
    ...(client.actsAs === "service_account" ? [["actsAs", "actsAs"] as [GuardedSetting, string]] : []),
    ...(client.consentsByItself ? [["consentsByItself", "consentsByItself"] as [GuardedSetting, string]] : []),
    ...(client.mayIntrospect ? [["mayIntrospect", "mayIntrospect"] as [GuardedSetting, string]] : []),
  ];
  const refused: Record<string, string[]> = {};
  for (const [setting, field] of on) {
    const reason = barriers[setting](client);
    if (reason) refused[field] = [...(refused[field] ?? []), reason];
  }
  return refused;
}

/** @throws DomainError `invalid`, at the fields that ask for the impossible. */
export function refuseImpossible(client: Parameters<typeof impossibleFields>[0]): void {
  const refused = impossibleFields(client);
  if (Object.keys(refused).length > 0) throw invalidFields(refused);
}
