import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import type { RedirectUriContext } from "#lib/clients/redirect-uri";
import { checkRedirectUris } from "#lib/clients/redirect-uri";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import type { Prisma } from "#prisma/generated/client";
import { addRedirectUris, aPartnerClient, configure } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { asOwner } from "#world/as-owner";
import { GOOD_REDIRECT_URIS, HOSTILE_REDIRECT_URIS } from "#world/redirect-uri-corpus";
import { REDIRECT_URI_MUTATIONS } from "#world/redirect-uri-mutations";
import { openDatabase } from "../database.ts";
import { allowances, createLimits } from "../limits/limits.ts";
import { createProvider } from "../provider.ts";
import { allowScope, makeClient, makeTenant } from "../test-world.ts";
import { NO_KEYS } from "../tokens/signing-keys.ts";
import { type ClientRow, toClientMetadata } from "./client-metadata.ts";
import { setupOf } from "./client-setup.ts";

/** The library, with nothing in front of it. */
function openProvider() {
  const database = openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", createLog("test", "silent"));
  onTestFinished(() => database.close());
  const limits = createLimits(database, allowances);
  return createProvider({
    host: { issuer: "https://auth.example", tenantId: null },
    setupAppUrl: "https://setup.example",
    database,
    encryptionKey: env().ENCRYPTION_KEY,
    keys: NO_KEYS,
    limits,
  });
}

type Client = InstanceType<ReturnType<typeof openProvider>["Client"]>;

/** What the library does with the metadata that it finds. */
function accept(provider: ReturnType<typeof openProvider>, stored: ClientRow): Client {
  return Reflect.construct(provider.Client, [toClientMetadata(stored)]);
}

const CODE = ["authorization_code", "refresh_token", "device_code"] as const;
const label = fc.stringMatching(/^[a-z][a-z\d]{0,9}$/);
const path = fc.array(fc.stringMatching(/^[A-Za-z\d_~-]{1,12}$/), { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join("/")}`);
const https = fc
  .tuple(fc.constantFrom("app.example.com", "EXAMPLE.org", "127.0.0.1", "localhost", "[::1]"), fc.option(fc.integer({ min: 1, max: 65_535 })), path)
  .map(([host, port, rest]) => `https://${host}${port === null ? "" : `:${port}`}${rest}`);
const loopback = fc
  .tuple(fc.constantFrom("127.0.0.1", "[::1]", "localhost"), fc.option(fc.integer({ min: 1, max: 65_535 })), path)
  .map(([host, port, rest]) => `http://${host}${port === null ? "" : `:${port}`}${rest}`);
const ownScheme = fc.tuple(label, label, path).map(([a, b, rest]) => `com.${a}.${b}:${rest}`);
const wildcard = fc.tuple(label, path).map(([name, rest]) => `https://*.${name}.example.com${rest}`);
const anyUri = fc.oneof(https, loopback, ownScheme, wildcard, fc.webUrl(), fc.string());
const anyText = fc.option(
  fc.oneof(fc.string(), fc.webUrl(), fc.emailAddress(), fc.constantFrom("javascript:alert(1)", "https:", "//x", "a@b", "@", "http://[", "")),
);

/** What the rules of the form let through, and now and then a URI that they do not. */
const row: fc.Arbitrary<ClientRow> = fc
  .record({
    type: fc.constantFrom("confidential" as const, "public" as const),
    environment: fc.constantFrom("sandbox" as const, "production" as const),
    isPartner: fc.boolean(),
    isPost: fc.boolean(),
    isServiceAccount: fc.boolean(),
    consents: fc.boolean(),
    grants: fc.subarray([...CODE, "client_credentials"] as const),
    uris: fc.uniqueArray(anyUri, { maxLength: 20 }),
    name: fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 }),
    texts: fc.tuple(anyText, anyText, anyText),
    scopes: fc.array(label),
  })
  .map(({ type, environment, isPartner, grants, uris, name, texts, scopes, ...on }) => {
    const isPublic = type === "public";
    return {
      client_id: "gh_00000000000000000",
      tenant_id: isPartner ? null : "00000000-0000-7000-8000-000000000000",
      environment,
      name,
      type,
      auth_method: isPublic ? "none" : on.isPost ? "client_secret_post" : "client_secret_basic",
      grants: grants.filter((grant) => grant !== "client_credentials" || !(isPublic || isPartner)),
      acts_as: isPartner && on.isServiceAccount ? "service_account" : "user",
      may_act_for_users: false,
      consents_by_itself: !isPublic && on.consents,
      access_token_format: on.consents ? "jwt" : "opaque",
      may_introspect: !isPublic && on.consents,
      home_page_uri: texts[0],
      logo_uri: texts[1],
      contact: texts[2],
      issued_at: 1_700_000_000,
      redirect_uris: uris.map((uri) => ({ uri, match: uri.includes("*") ? "wildcard" : "exact" })),
      scopes,
      secrets: [],
    };
  });

const TENANT = "00000000-0000-7000-8000-000000000000";

function aRow({ type = "confidential", ...given }: Partial<ClientRow>): ClientRow {
  return {
    client_id: "gh_00000000000000000",
    tenant_id: null,
    environment: "sandbox",
    name: "Meridian Analytics",
    type,
    auth_method: type === "public" ? "none" : "client_secret_basic",
    grants: ["authorization_code"],
    acts_as: "user",
    may_act_for_users: false,
    consents_by_itself: false,
    access_token_format: "opaque",
    may_introspect: false,
    home_page_uri: null,
    logo_uri: null,
    contact: null,
    issued_at: 1_700_000_000,
    redirect_uris: [],
    scopes: [],
    secrets: [],
    ...given,
  };
}

function validUris(uris: string[], context: RedirectUriContext): string[] {
  const issues = checkRedirectUris(uris, context);
  return uris.filter((_uri, nth) => issues[nth]?.every(({ level }) => level !== "error"));
}

describe("RFC 7591", () => {
  test("RU-01 the library accepts every row that the rules let through, with each of its redirect URIs and grants", () => {
    const provider = openProvider();
    fc.assert(
      fc.property(row, (given) => {
        const context = { type: given.type, environment: given.environment, isPartner: given.tenant_id === null };
        const uris = validUris(
          given.redirect_uris.map(({ uri }) => uri),
          context,
        );
        const stored = { ...given, redirect_uris: given.redirect_uris.filter(({ uri }) => uris.includes(uri)) };
        const client = accept(provider, stored);
        expect(client.redirectUris).toEqual(stored.redirect_uris.map(({ uri }) => uri));
        expect(client.grantTypes?.length).toBe(stored.grants.filter((grant) => grant !== "authorization_code" || uris.length > 0).length);
        for (const { uri, match } of stored.redirect_uris) expect(client.redirectUriAllowed(uri), uri).toBe(match === "exact");
      }),
      { numRuns: 1_000 },
    );
  });

  test("RU-04 a row that got past the rules breaks no client, and what they refuse is never redirected to", () => {
    const provider = openProvider();
    fc.assert(
      fc.property(row, (stored) => {
        const client = accept(provider, stored);
        const context = { type: stored.type, environment: stored.environment, isPartner: stored.tenant_id === null };
        for (const { uri } of stored.redirect_uris) {
          if (validUris([uri], context).length === 0) expect(client.redirectUriAllowed(uri), uri).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("RU-01 RU-04 no hostile URI, and no mutation of a good one, is ever allowed to a client", () => {
    const provider = openProvider();
    for (const { registered, requested } of REDIRECT_URI_MUTATIONS) {
      const type = registered.uri.startsWith("http") ? "confidential" : "public";
      const client = accept(provider, aRow({ type, redirect_uris: [registered] }));
      for (const uri of requested) expect([registered.uri, uri, client.redirectUriAllowed(uri)]).toEqual([registered.uri, uri, false]);
    }
    for (const [uri, type, isPartner] of HOSTILE_REDIRECT_URIS) {
      const good = type === "public" ? "com.example.app:/cb" : "https://app.example.com/cb";
      // As if it had got into the table all the same.
      const redirect_uris = [good, uri].map((uri) => ({ uri, match: uri.includes("*") ? ("wildcard" as const) : ("exact" as const) }));
      const client = accept(provider, aRow({ type, tenant_id: isPartner ? null : TENANT, redirect_uris }));
      expect([uri, client.redirectUriAllowed(uri), client.redirectUriAllowed(good)]).toEqual([uri, false, true]);
    }
    for (const [uri, type, isPartner] of GOOD_REDIRECT_URIS) {
      const match = uri.includes("*") ? "wildcard" : "exact";
      const client = accept(provider, aRow({ type, tenant_id: isPartner ? null : TENANT, redirect_uris: [{ uri, match }] }));
      expect([uri, client.redirectUriAllowed(uri)]).toEqual([uri, match === "exact"]);
    }
  });

  test("the same row gives the same metadata, and each part of it goes where RFC 7591 says", () => {
    const stored = aRow({
      auth_method: "client_secret_post",
      grants: ["authorization_code", "refresh_token", "device_code"],
      home_page_uri: "https://meridian.example",
      logo_uri: "https://meridian.example/logo.png",
      contact: "help@meridian.example",
      redirect_uris: [
        { uri: "https://app.meridian.example/cb", match: "exact" },
        { uri: "https://*.preview.meridian.example/cb", match: "wildcard" },
      ],
      scopes: ["notes:read"],
    });
    const { client_secret, ...metadata } = toClientMetadata(stored);
    expect(JSON.stringify({ client_secret, ...metadata })).toBe(JSON.stringify({ client_secret, ...toClientMetadata(structuredClone(stored)) }));
    expect(metadata).toMatchObject({
      client_id: "gh_00000000000000000",
      client_id_issued_at: 1_700_000_000,
      client_name: "Meridian Analytics",
      client_uri: "https://meridian.example",
      logo_uri: "https://meridian.example/logo.png",
      contacts: ["help@meridian.example"],
      application_type: "web",
      token_endpoint_auth_method: "client_secret_post",
      grant_types: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
      response_types: ["code"],
      redirect_uris: ["https://app.meridian.example/cb", "https://*.preview.meridian.example/cb"],
    });
  });

  test.each([
    ["public", ["https://app.example/cb"], "native"],
    ["confidential", ["https://app.example/cb"], "web"],
    ["confidential", ["https://app.example/cb", "http://127.0.0.1/cb"], "native"],
    ["confidential", ["https://localhost/cb", "http://127.0.0.1/cb"], "web"],
  ] as const)("a %s client with %j is %s", (type, uris, applicationType) => {
    const redirect_uris = uris.map((uri) => ({ uri, match: "exact" as const }));
    expect(accept(openProvider(), aRow({ type, redirect_uris })).applicationType).toBe(applicationType);
  });
});

describe("R54 a setting shows in the library's client at the next request:", () => {
  async function aStoredClient() {
    const provider = openProvider();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const find = async () => {
      const found = await provider.Client.find(client.clientId);
      if (!found) throw new Error("no such client");
      return found;
    };
    return { tenant, client, find };
  }

  test("the type", async () => {
    const { client, find } = await aStoredClient();
    expect(await find()).toMatchObject({ clientAuthMethod: "client_secret_basic", applicationType: "web" });
    await asOwner(["client_secret"], (owner) => owner.query("UPDATE client_secret SET retired_at = now() WHERE client_id = $1", [client.clientId]));
    await configure(client.clientId, { type: "public", authMethod: "none", grants: [] });
    expect(await find()).toMatchObject({ clientAuthMethod: "none", applicationType: "native" });
  });

  test.each([
    ["authorization_code", "authorization_code"],
    ["refresh_token", "refresh_token"],
    ["client_credentials", "client_credentials"],
    ["device_code", "urn:ietf:params:oauth:grant-type:device_code"],
  ] as const)("the grant %s", async (grant, grantType) => {
    const { client, find } = await aStoredClient();
    await addRedirectUris(client.clientId, ["https://app.example/cb"]);
    await configure(client.clientId, { grants: [] });
    expect(await find()).toMatchObject({ grantTypes: [], responseTypes: [] });
    // A refresh token continues what another grant began.
    await configure(client.clientId, { grants: grant === "refresh_token" ? ["device_code", grant] : [grant] });
    const found = await find();
    expect(found).toMatchObject({ responseTypes: grant === "authorization_code" ? ["code"] : [] });
    expect(found.grantTypeAllowed(grantType)).toBe(true);
    await configure(client.clientId, { grants: [] });
    expect((await find()).grantTypeAllowed(grantType)).toBe(false);
  });

  test("R33 R35 a redirect URI added, and one removed", async () => {
    const { client, find } = await aStoredClient();
    const [kept, gone] = ["https://app.example/cb", "https://app.example/old"];
    await addRedirectUris(client.clientId, [kept, gone]);
    await configure(client.clientId, { grants: ["authorization_code"] });
    expect([(await find()).redirectUriAllowed(kept), (await find()).redirectUriAllowed(gone)]).toEqual([true, true]);
    await asOwner(["redirect_uri"], (owner) => owner.query("DELETE FROM redirect_uri WHERE client_id = $1 AND uri = $2", [client.clientId, gone]));
    expect([(await find()).redirectUriAllowed(kept), (await find()).redirectUriAllowed(gone)]).toEqual([true, false]);
  });

  test("R36 a wildcard of a partner's client", async () => {
    const partner = await aPartnerClient(await aStaff(), { environment: "sandbox" });
    await addRedirectUris(partner.clientId, ["https://*.preview.partner-app.com/cb"]);
    await configure(partner.clientId, { state: "active", grants: ["authorization_code"] });
    const found = await openProvider().Client.find(partner.clientId);
    const asked = ["https://a1.preview.partner-app.com/cb", "https://a.b.preview.partner-app.com/cb", "https://*.preview.partner-app.com/cb"];
    expect(asked.map((uri) => found?.redirectUriAllowed(uri))).toEqual([true, false, false]);
  });

  test("the scopes", async () => {
    const { client, find } = await aStoredClient();
    const name = `notes:${client.clientId}`;
    await allowScope(client, name);
    expect(setupOf(await find()).scopes).toEqual([name]);
    await asOwner(["client_scope"], (owner) => owner.query("DELETE FROM client_scope WHERE client_id = $1", [client.clientId]));
    expect(setupOf(await find()).scopes).toEqual([]);
  });

  test("R31 that it consents by itself, and R29 that it may act for users", async () => {
    const { client, find } = await aStoredClient();
    for (const on of [true, false]) {
      await configure(client.clientId, { consentsByItself: on, mayActForUsers: on });
      expect(setupOf(await find())).toMatchObject({ consents_by_itself: on, may_act_for_users: on });
    }
  });

  test("R27 that it acts as a service account", async () => {
    const provider = openProvider();
    const partner = await aPartnerClient(await aStaff(), { redirectUris: ["https://app.example/cb"] });
    await configure(partner.clientId, { state: "active" });
    for (const actsAs of ["service_account", "user"] as const) {
      await configure(partner.clientId, { actsAs });
      const found = await provider.Client.find(partner.clientId);
      expect(found && setupOf(found)).toMatchObject({ acts_as: actsAs, environment: "production" });
    }
  });

  test("R61 its name, home page, logo and contact; one that is no address of the web is left out", async () => {
    const { client, find } = await aStoredClient();
    const settings = { name: "Notes", homePageUri: "https://notes.example", logoUri: "https://notes.example/l.png", contact: "a@notes.example" };
    await configure(client.clientId, settings);
    expect(await find()).toMatchObject({ clientName: "Notes", clientUri: settings.homePageUri, logoUri: settings.logoUri, contacts: [settings.contact] });
    // The database knows how these begin, and no more.
    const bad: Prisma.ClientUpdateInput = { homePageUri: "https://[", logoUri: "http://[", contact: "ask Ana" };
    await configure(client.clientId, bad);
    const found = await find();
    expect([found.clientUri, found.logoUri, found.contacts]).toEqual([undefined, undefined, undefined]);
  });
});
