import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import pg from "pg";
import { onTestFinished } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { changeClient } from "#lib/clients/change-client";
import { registerClient } from "#lib/clients/register-client";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { invitePerson } from "#lib/members/invite-person";
import { registerTenant } from "#lib/tenants/register-tenant";
import { startTokenService, type TokenService, type TokenServiceSettings } from "./start-token-service.ts";

const system = { kind: "system", name: "a test" } as const;

export type TestTenant = { tenantId: string; teamId: string; admin: TenantActor };
export type TestClient = { clientId: string; secret: string; secretId: string };
export type TestService = TokenService & { logged: () => string };

/** A company with one team and its admin, made by the verbs of the setup app. */
export async function makeTenant(name = "Acme"): Promise<TestTenant> {
  const registered = await registerTenant(system, {
    name,
    environment: "production",
    teamName: "Operations",
    adminName: "Ana",
    adminEmail: `${randomUUID()}@example.com`,
  });
  const { tenantId } = registered;
  const team = await asScope({ role: "staff" }, (tx) => tx.team.findFirstOrThrow({ where: { tenantId } }));
  const admin: TenantActor = {
    kind: "user",
    role: "tenant_admin",
    personId: registered.admin.personId,
    name: "Ana",
    email: registered.admin.email,
    sessionId: randomUUID(),
    signedInAt: new Date(),
    origin: { ipAddress: null, requestId: null },
    tenant: { id: tenantId, name, environment: "production" },
  };
  return { tenantId, teamId: team.id, admin };
}

export async function makeUser({ admin }: TestTenant): Promise<string> {
  const invited = await invitePerson(admin, { name: "Ben", email: `${randomUUID()}@example.com`, role: "member" });
  return invited.personId;
}

/** A client of the tenant that may use client credentials, with one secret. */
export async function makeClient({ admin }: TestTenant): Promise<TestClient> {
  const { clientId, secret } = await registerClient(admin, {
    name: "Nightly export",
    allowClientCredentials: true,
    idempotencyKey: randomUUID(),
  });
  if (!secret) throw new Error("a tenant client has a secret");
  return { clientId, secret: secret.secret, secretId: secret.secretId };
}

type Setting = { allowClientCredentials?: boolean; mayActForUsers?: boolean; authMethod?: "client_secret_basic" | "client_secret_post" };

/** Saves the client's form again with this changed. */
export async function change({ admin }: TestTenant, { clientId }: TestClient, setting: Setting): Promise<void> {
  const now = await asScope({ role: "staff" }, (tx) => tx.client.findUniqueOrThrow({ where: { clientId } }));
  await changeClient(admin, {
    clientId,
    version: now.version,
    allowClientCredentials: now.grants.includes("client_credentials"),
    mayActForUsers: now.mayActForUsers,
    authMethod: now.authMethod === "client_secret_post" ? "client_secret_post" : "client_secret_basic",
    ...setting,
  });
}

/** Allows a scope of the catalogue to a client. */
export async function allowScope({ clientId }: TestClient, name: string): Promise<void> {
  await asScope({ role: "staff" }, async (tx) => {
    await tx.scope.createMany({ data: [{ name, title: name, description: name }], skipDuplicates: true });
    await tx.clientScope.create({ data: { clientId, scopeName: name } });
  });
}

/** A token service on a port of its own, until the test ends. */
export async function startService(settings: Partial<TokenServiceSettings> = {}): Promise<TestService> {
  const lines: string[] = [];
  const destination = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  const service = await startTokenService({
    databaseUrl: env().TOKEN_SERVICE_DATABASE_URL ?? "",
    encryptionKey: env().ENCRYPTION_KEY,
    port: 0,
    trustedProxyCount: 0,
    log: createLog("token-service", "debug", destination),
    ...settings,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= service.stop());
  onTestFinished(stop);
  return { ...service, stop, logged: () => lines.join("") };
}

/** Reads the tables as the token service sees them. */
export async function readAsTokenService<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(env().TOKEN_SERVICE_DATABASE_URL);
  await client.connect();
  try {
    await client.query("set role gh_token");
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

export function basic({ clientId, secret }: Pick<TestClient, "clientId" | "secret">): string {
  return `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}`;
}

export type TokenAnswer = {
  status: number;
  headers: Headers;
  body: { access_token?: string; refresh_token?: string; expires_in?: number; token_type?: string; scope?: string; error?: string; error_description?: string };
};

/** A token request by HTTP Basic, with a form. */
export function requestToken(service: TokenService, client: Pick<TestClient, "clientId" | "secret">, scope?: string): Promise<TokenAnswer> {
  const form = new URLSearchParams({ grant_type: "client_credentials", ...(scope !== undefined && { scope }) });
  return postToken(service, form, { authorization: basic(client) });
}

export async function postToken(
  service: TokenService,
  body: URLSearchParams | string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const response = await fetch(`http://localhost:${service.port}/v1/oauth/token`, {
    method: "POST",
    body,
    headers: { host: new URL(service.issuer).host, ...headers },
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

export async function askMe(service: TokenService, token: string) {
  const response = await fetch(`http://localhost:${service.port}/v1/me`, {
    headers: { authorization: `Bearer ${token}`, host: new URL(service.issuer).host },
  });
  const body = JSON.parse(await response.text());
  return { status: response.status, challenge: response.headers.get("www-authenticate"), body, code: body.errors?.[0]?.Code };
}

/** @throws Error unless the answer has a token. */
export function tokenOf({ status, body }: TokenAnswer): string {
  if (status !== 200 || !body.access_token) throw new Error(`no token: ${status} ${body.error}`);
  return body.access_token;
}
