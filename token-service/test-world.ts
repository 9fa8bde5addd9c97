import { createHash, randomBytes, randomUUID } from "node:crypto";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import pg from "pg";
import { onTestFinished } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { activateClient } from "#lib/clients/activate-client";
import type { ChangeClientInput } from "#lib/clients/schemas";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { asScope } from "#lib/db/as-scope";
import { paths } from "#lib/endpoints";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { aClient, addRedirectUris, aPartnerClient, aPublicClient, configure } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
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

// All tests come from one address.
const plenty = { points: 1_000_000, seconds: 60 };
const allowances = { failuresOfClient: plenty, failures: plenty, prompts: plenty, devices: plenty };

/** A client of the company's own API, which may ask about every token. */
export async function makeApi(environment: "sandbox" | "production" = "production"): Promise<{ clientId: string; secret: string }> {
  const staff = await aStaff();
  const { clientId } = await aPartnerClient(staff, { environment });
  await changeSettings(staff, { clientId }, { mayIntrospect: true, grants: [] });
  const { secret } = await activateClient(staff, { clientId, idempotencyKey: randomUUID() });
  return { clientId, secret: secret?.secret ?? "" };
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
    setupAppUrl: env().SETUP_APP_URL,
    port: 0,
    trustedProxyCount: 0,
    allowances,
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
    const request = httpRequest({ port: service.port, method, path, headers: named, agent: false }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: body }), reject);
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
    id_token?: string;
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

type AnyClient = Pick<TestClient, "clientId"> & { secret?: string };

/** A request by a client that authenticates with HTTP Basic, or not at all. */
export function postAs(service: TokenService, { clientId, secret }: AnyClient, path: string, form: Record<string, string>): Promise<Answer> {
  const headers = { "content-type": FORM, ...(secret !== undefined && { authorization: basic({ clientId, secret }) }) };
  const body = new URLSearchParams({ ...form, ...(secret === undefined && { client_id: clientId }) }).toString();
  return send(service, { method: "POST", path, headers, body });
}

export function revoke(service: TokenService, client: AnyClient, token: string): Promise<Answer> {
  return postAs(service, client, paths.revocation, { token });
}

export async function introspect(service: TokenService, client: AnyClient, token: string) {
  const { status, text } = await postAs(service, client, paths.introspection, { token });
  return { status, body: JSON.parse(text) };
}

/** @throws Error unless the answer has a token. */
export function tokenOf({ status, body }: TokenAnswer): string {
  if (status !== 200 || !body.access_token) throw new Error(`no token: ${status} ${body.error}`);
  return body.access_token;
}

export const REDIRECT_URI = "https://app.example/cb";

/** A client of the tenant that uses Authorization Code and refresh tokens. */
export async function makeCodeClient(tenant: TestTenant): Promise<TestClient> {
  const client = await makeClient(tenant);
  await addRedirectUris(client.clientId, [REDIRECT_URI]);
  await configure(client.clientId, { grants: ["authorization_code", "refresh_token"] });
  return client;
}

/** The same without a secret. */
export async function makePublicClient({ admin }: TestTenant): Promise<Pick<TestClient, "clientId"> & { secret?: never }> {
  const { clientId } = await aPublicClient(admin, { redirectUri: REDIRECT_URI });
  return { clientId };
}

export function pkce() {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: { code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256" } };
}

/** A service, and a client that sends somebody of its tenant here to sign in. */
export async function prepareCodeFlow() {
  const service = await startService();
  const tenant = await makeTenant();
  return { service, tenant, person: await aMember(tenant.admin), client: await makeCodeClient(tenant) };
}

/** Two instances; a client of a person and one of a job, with their tokens. */
export async function prepareTokens() {
  const service = await startService();
  const services: [TestService, TestService] = [service, await startService({ issuer: service.issuer })];
  const tenant = await makeTenant();
  const person = await aMember(tenant.admin);
  const [client, job] = [await makeCodeClient(tenant), await makeClient(tenant)];
  const tokens = await exchange(service, client, await authorize(service, person, client));
  return { service, services, tenant, person, client, job, tokens, token: tokenOf(tokens), refreshToken: tokens.body.refresh_token ?? "" };
}

/** What the client is told where it is sent back to, in the query or in the fragment. */
export const toldIn = (location: URL | null) => Object.fromEntries(new URLSearchParams(location?.hash.slice(1) || location?.search));

export type Begun = Answer & { location: URL | null; interaction: string; cookie: string };

/** A browser comes from the client; what it knows afterwards. */
export async function begin(service: TokenService, parameters: Record<string, string>): Promise<Begun> {
  const answer = await send(service, { path: `${paths.authorization}?${new URLSearchParams(parameters)}` });
  const location = URL.parse(answer.headers.location ?? "");
  const cookie = (answer.headers["set-cookie"] ?? []).map((line) => line.slice(0, line.indexOf(";"))).join("; ");
  return { ...answer, location, interaction: location?.pathname.split("/").at(-1) ?? "", cookie };
}

/** The same browser comes back from the prompt. */
export async function comeBack(service: TokenService, { interaction, cookie }: Pick<Begun, "interaction" | "cookie">, ticket: string) {
  const path = `${paths.authorization}/${interaction}?${new URLSearchParams({ ticket })}`;
  const answer = await send(service, { path, headers: { cookie } });
  return { ...answer, location: URL.parse(answer.headers.location ?? "") };
}

/** From the first request to the code, through the prompt that the person answers. */
export async function authorize(
  service: TokenService,
  person: TenantActor,
  client: Pick<TestClient, "clientId">,
  {
    answer = "approve",
    ...extra
  }: {
    answer?: "approve" | "deny";
    scope?: string;
    redirect_uri?: string;
    id_token_hint?: string;
    prompt?: string;
    max_age?: string;
    nonce?: string;
    claims?: string;
  } = {},
) {
  const { verifier, challenge } = pkce();
  const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI, response_type: "code", state: "s", ...challenge, ...extra });
  if (begun.status !== 303) throw new Error(`not begun: ${begun.status} ${begun.text}`);
  const prompt = await findPrompt(person, begun.interaction);
  const version = prompt.state === "asks_company" ? prompt.app.version : undefined;
  const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer, version });
  const { location, status } = await comeBack(service, begun, ticket);
  return { status, location, code: location?.searchParams.get("code") ?? "", verifier };
}

export function exchange(
  service: TokenService,
  client: Pick<TestClient, "clientId"> & { secret?: string },
  { code, verifier }: { code: string; verifier: string },
  changed: Record<string, string> = {},
): Promise<TokenAnswer> {
  return asClient(service, client, { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: REDIRECT_URI, ...changed });
}

export function refresh(service: TokenService, client: Pick<TestClient, "clientId"> & { secret?: string }, { body }: TokenAnswer): Promise<TokenAnswer> {
  return asClient(service, client, { grant_type: "refresh_token", refresh_token: body.refresh_token ?? "" });
}

function asClient(service: TokenService, { clientId, secret }: Pick<TestClient, "clientId"> & { secret?: string }, form: Record<string, string>) {
  if (secret === undefined) return postToken(service, new URLSearchParams({ ...form, client_id: clientId }));
  return postToken(service, new URLSearchParams(form), { authorization: basic({ clientId, secret }) });
}
