import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import pg from "pg";
import { onTestFinished } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import type { ChangeClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { paths } from "#lib/endpoints";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { aClient } from "#world/a-client";
import { aMember } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { changeSettings } from "#world/change-settings";
import { startTokenService, type TokenService, type TokenServiceSettings } from "./start-token-service.ts";

export type TestTenant = { tenantId: string; teamId: string; admin: TenantActor };
export type TestClient = { clientId: string; name: string; secret: string; secretId: string };
export type TestService = TokenService & { logged: () => string };

export async function makeTenant(): Promise<TestTenant> {
  const { tenant, team, admin } = await aTenant();
  return { tenantId: tenant.id, teamId: team.teamId, admin };
}

export async function makeUser({ admin }: TestTenant): Promise<string> {
  return (await aMember(admin)).personId;
}

/** A client of the tenant that may use client credentials, with one secret. */
export function makeClient({ admin }: TestTenant): Promise<TestClient> {
  return aClient(admin);
}

/** Saves the client's form again with this changed. */
export async function change({ admin }: TestTenant, client: TestClient, setting: Partial<ChangeClientInput>): Promise<void> {
  await changeSettings(admin, client, setting);
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

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
type Request = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Uint8Array };

/** Any request to one instance, under the name that all of them have. */
export function send(service: TokenService, { method = "GET", path = "/", headers = {}, body }: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const named = { host: new URL(service.issuer).host, ...headers };
    const request = httpRequest({ port: service.port, method, path, headers: named, agent: false }, async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: await text(response) });
    });
    request.on("error", reject);
    request.end(body);
  });
}

export type TokenAnswer = {
  status: number;
  headers: IncomingHttpHeaders;
  body: {
    access_token?: string;
    refresh_token?: string;
    expires_in?: number;
    token_type?: string;
    scope?: string;
    error?: string;
    error_description?: string;
  };
};

/** A token request by HTTP Basic, with a form. */
export function requestToken(service: TokenService, client: Pick<TestClient, "clientId" | "secret">, scope?: string): Promise<TokenAnswer> {
  const form = new URLSearchParams({ grant_type: "client_credentials", ...(scope !== undefined && { scope }) });
  return postToken(service, form, { authorization: basic(client) });
}

const FORM = "application/x-www-form-urlencoded";

export async function postToken(
  service: TokenService,
  body: URLSearchParams | string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const sent = body instanceof URLSearchParams ? body.toString() : body;
  const answer = await send(service, { method: "POST", path: paths.token, body: sent, headers: { "content-type": FORM, ...headers } });
  return { ...answer, body: JSON.parse(answer.text) };
}

export async function askMe(service: TokenService, token: string) {
  const answer = await send(service, { path: paths.me, headers: { authorization: `Bearer ${token}` } });
  const body = JSON.parse(answer.text);
  return { status: answer.status, challenge: answer.headers["www-authenticate"], body, code: body.errors?.[0]?.Code };
}

/** @throws Error unless the answer has a token. */
export function tokenOf({ status, body }: TokenAnswer): string {
  if (status !== 200 || !body.access_token) throw new Error(`no token: ${status} ${body.error}`);
  return body.access_token;
}
