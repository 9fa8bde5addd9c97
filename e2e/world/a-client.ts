import { randomUUID } from "node:crypto";
import type { StaffActor, TenantActor } from "#lib/access/actor";
import { generateClientName } from "#lib/clients/client-name";
import { matchOf } from "#lib/clients/redirect-uri";
import { registerClient } from "#lib/clients/register-client";
import { registerClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import type { PlainSecret } from "#lib/secrets/client-secret";
import type { Prisma } from "#prisma/generated/client";

export type RegisteredWithSecret = { clientId: string; name: string; secretId: string; secret: PlainSecret };

/** A tenant's own client, with the secret that its registration showed. */
export async function aClient(
  admin: TenantActor,
  { name, allowClientCredentials = true, mayActForUsers = false }: { name?: string; allowClientCredentials?: boolean; mayActForUsers?: boolean } = {},
): Promise<RegisteredWithSecret> {
  const generatedName = generateClientName();
  const input = { name: name ?? generatedName, generatedName, kind: allowClientCredentials ? "job" : "server", idempotencyKey: randomUUID() };
  const { clientId, name: registeredName, secret } = await registerClient(admin, registerClientInput.parse(input));
  if (!secret) throw new Error("a tenant's client begins with a secret");
  if (mayActForUsers) await configure(clientId, { mayActForUsers });
  return { clientId, name: registeredName, secretId: secret.secretId, secret: secret.secret };
}

/** A client of an application that can keep no secret: in a browser, on a phone, on a device. */
export async function aPublicClient(
  admin: TenantActor,
  {
    name = "Field notes",
    kind = "browser" as const,
    redirectUri = "https://app.example/callback",
  }: { name?: string; kind?: "browser" | "device"; redirectUri?: string } = {},
): Promise<{ clientId: string; name: string }> {
  const input = { name, kind, redirectUris: kind === "browser" ? [redirectUri] : [], idempotencyKey: randomUUID() };
  const { clientId } = await registerClient(admin, registerClientInput.parse(input));
  return { clientId, name };
}

/** A partner's client: a draft, as staff register it (R34). */
export async function aPartnerClient(
  staff: StaffActor,
  {
    name = "Meridian Analytics",
    environment = "production" as const,
    redirectUris = [] as string[],
  }: { name?: string; environment?: "sandbox" | "production"; redirectUris?: string[] } = {},
): Promise<{ clientId: string; name: string }> {
  const input = registerClientInput.parse({ name, environment, redirectUris, idempotencyKey: randomUUID() });
  const { clientId } = await registerClient(staff, input);
  return { clientId, name };
}

/** A partner's client that companies can use once it is enabled for them. */
export async function anActivePartnerClient(
  staff: StaffActor,
  { maker = "Meridian Systems", redirectUris = ["https://partner.example/callback"], ...given }: Parameters<typeof aPartnerClient>[1] & { maker?: string } = {},
): Promise<{ clientId: string; name: string }> {
  const partner = await aPartnerClient(staff, { redirectUris, ...given });
  await configure(partner.clientId, { state: "active", maker });
  return partner;
}

/** A row as no verb would write it; it counts its version, as every change does. */
export async function configure(clientId: string, data: Prisma.ClientUpdateInput): Promise<void> {
  await asScope({ role: "staff" }, (tx) => tx.client.update({ where: { clientId }, data: { ...data, version: { increment: 1 } } }));
}

export async function addRedirectUris(clientId: string, uris: string[]): Promise<void> {
  await asScope({ role: "staff" }, (tx) => tx.redirectUri.createMany({ data: uris.map((uri) => ({ clientId, uri, match: matchOf(uri) })) }));
}
