import { randomUUID } from "node:crypto";
import type { Origin, StaffActor } from "#lib/access/actor";
import { activateClient } from "#lib/clients/activate-client";
import { createRedirectUrisLink } from "#lib/hand-overs/create-redirect-uris-link";
import { createSecretLink } from "#lib/hand-overs/create-secret-link";
import { createRedirectUrisLinkInput, createSecretLinkInput, submitRedirectUrisInput, takeSecretInput } from "#lib/hand-overs/schemas";
import { submitRedirectUris } from "#lib/hand-overs/submit-redirect-uris";
import { takeSecret } from "#lib/hand-overs/take-secret";
import { aPartnerClient, type RegisteredWithSecret } from "#world/a-client";
import { aBrowser, aStaff, tokenOf } from "#world/a-person";

type Fields<T extends string> = Partial<Record<T, string>>;

/** A partner's client that works, with its first secret. */
export async function anActivePartnerClient(staff: StaffActor, name = "Meridian Analytics"): Promise<RegisteredWithSecret> {
  const { clientId } = await aPartnerClient(staff, { name, redirectUris: ["https://connect.meridian.example/callback"] });
  const { secret } = await activateClient(staff, { clientId, idempotencyKey: randomUUID() });
  if (!secret) throw new Error("a confidential client has a secret");
  return { clientId, name, secretId: secret.secretId, secret: secret.secret };
}

/** A link on which a partner takes a secret, and all that it is about. */
export async function aSecretLink(given: Fields<"secretName" | "note" | "lifetimeHours" | "passphrase" | "othersEndAfter"> = {}) {
  const staff = await aStaff({ role: "cs" });
  const client = await anActivePartnerClient(staff);
  const link = await createSecretLink(staff, createSecretLinkInput.parse({ clientId: client.clientId, secretName: "For their server", ...given }));
  return { staff, client, link, token: tokenOf(link) };
}

/** A link on which a partner fills in redirect URIs. */
export async function aRedirectUrisLink(given: Fields<"note" | "lifetimeHours"> = {}) {
  const staff = await aStaff({ role: "cs" });
  const client = await anActivePartnerClient(staff);
  const link = await createRedirectUrisLink(staff, createRedirectUrisLinkInput.parse({ clientId: client.clientId, ...given }));
  return { staff, client, link, token: tokenOf(link) };
}

/** The partner's press, from an address of its own. */
export function press(token: string, given: Fields<"passphrase" | "idempotencyKey"> = {}, browser: Origin = aBrowser()) {
  return takeSecret(browser, takeSecretInput.parse({ token, idempotencyKey: randomUUID(), ...given }));
}

export function send(token: string, redirectUris: string[], homePageUri = "", browser: Origin = aBrowser()) {
  return submitRedirectUris(browser, submitRedirectUrisInput.parse({ token, redirectUris, homePageUri }));
}
