import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { activateClient } from "#lib/clients/activate-client";
import { changeClient } from "#lib/clients/change-client";
import { deleteClient } from "#lib/clients/delete-client";
import { getClient } from "#lib/clients/find-clients";
import { getClientSettings } from "#lib/clients/get-client-settings";
import { asScope } from "#lib/db/as-scope";
import type { DomainError } from "#lib/errors";
import { findSecrets } from "#lib/secrets/find-secrets";
import { issueSecret } from "#lib/secrets/issue-secret";
import { issueSecretInput } from "#lib/secrets/schemas";
import { aClient, anActivePartnerClient, aPartnerClient, aPublicClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { changeSettings, filledSettings } from "#world/change-settings";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const CALLBACK = "https://app.example.com/callback";
const everything = {
  name: "Research sync",
  authMethod: "client_secret_post",
  grants: ["authorization_code", "client_credentials", "device_code", "refresh_token"],
  mayActForUsers: true,
  consentsByItself: true,
  accessTokenFormat: "jwt",
  mayIntrospect: false,
  redirectUris: [CALLBACK, "https://app.example.com/callback/eu"],
  maker: "Meridian Systems",
  homePageUri: "https://meridian.example/",
  logoUri: "https://meridian.example/logo.svg",
  contact: "help@meridian.example",
  notes: "Calls every night.\nAsk Ana.",
} as const;
const allOfIt = () => ({ ...everything, grants: [...everything.grants], redirectUris: [...everything.redirectUris] });

/** What a verb says beside the fields of a form. */
async function refusedFields(outcome: Promise<unknown>): Promise<Record<string, string[]>> {
  const error = (await outcome.then(
    () => ({}),
    (thrown: unknown) => thrown,
  )) as Partial<DomainError>;
  return error.fields ?? (error.field ? { [error.field]: [error.message ?? ""] } : {});
}

async function aScope(): Promise<string> {
  const name = `notes.${randomUUID()}`;
  await asScope({ role: "staff" }, (tx) => tx.scope.create({ data: { name, title: "Read notes", description: "Read notes and their attachments." } }));
  return name;
}

describe("changing the settings of a client", () => {
  it("R25 R27 R29 R31 R33 R61 saves every one of them", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await changeSettings(admin, client, allOfIt());
    const { settings, version } = await getClientSettings(admin, client.clientId);
    expect(settings).toEqual({ ...allOfIt(), type: "confidential", actsAs: "user", scopes: [] });
    expect(version).toBe(2);
  });

  it("R56 records what differs, before and after, and nothing else", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await changeSettings(admin, client, { mayActForUsers: true, redirectUris: [CALLBACK] });
    expect((await eventsOf(client)).at(-1)).toMatchObject({
      action: "client.changed",
      before: { mayActForUsers: false, redirectUris: [] },
      after: { mayActForUsers: true, redirectUris: [CALLBACK] },
    });
    await changeSettings(admin, client, { name: "Another name" });
    expect((await eventsOf(client)).at(-1)).toMatchObject({ action: "client.renamed", before: { name: client.name }, after: { name: "Another name" } });
  });

  it("AU-01 the same settings again are no change and no event", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await changeSettings(admin, client, allOfIt());
    await changeSettings(admin, client, { redirectUris: [...everything.redirectUris].reverse() });
    expect(await eventsOf(client)).toHaveLength(2);
    expect(await getClient(admin, client.clientId)).toMatchObject({ version: 2 });
  });

  it("R14 refuses a stale edit, and says what changed meanwhile", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const stale = await filledSettings(admin, client.clientId, { mayActForUsers: true });
    await changeSettings(admin, client, { authMethod: "client_secret_post" });
    await expect(changeClient(admin, stale)).rejects.toEqual(refusal("conflict", "changed settings"));
    expect(await getClient(admin, client.clientId)).toMatchObject({ mayActForUsers: false });
  });

  it("R11 refuses a deleted client", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const settings = await filledSettings(admin, client.clientId);
    await deleteClient(admin, { clientId: client.clientId, typedName: client.name });
    await expect(changeClient(admin, { ...settings, version: 2 })).rejects.toEqual(refusal("conflict", "Restore"));
  });

  it("R1 R2 R3 refuses a member and staff, and finds no other tenant's client", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const { clientId } = await aClient(admin);
    const settings = await filledSettings(admin, clientId);
    await expect(changeClient(await aMember(admin), settings)).rejects.toEqual(refusal("forbidden"));
    await expect(changeClient(await aStaff(), settings)).rejects.toEqual(refusal("forbidden"));
    await expect(changeClient(other.admin, settings)).rejects.toEqual(refusal("not_found"));
  });
});

describe("TS-13 an API that may introspect every token", () => {
  it("is a partner client that a platform admin lets, and customer success cannot switch it on or off", async () => {
    const [admin, cs] = [await aStaff(), await aStaff({ role: "cs" })];
    const api = await anActivePartnerClient(cs);
    await expect(changeSettings(cs, api, { mayIntrospect: true })).rejects.toEqual(refusal("forbidden", "Platform admin"));
    await changeSettings(admin, api, { mayIntrospect: true });
    expect((await eventsOf(api)).at(-1)).toMatchObject({ action: "client.changed", before: { mayIntrospect: false }, after: { mayIntrospect: true } });
    await changeSettings(cs, api, { maker: "Ourselves" });
    expect(await getClient(cs, api.clientId)).toMatchObject({ mayIntrospect: true, maker: "Ourselves" });
    await expect(changeSettings(cs, api, { mayIntrospect: false })).rejects.toEqual(refusal("forbidden", "Platform admin"));
    // Its secret is worth as much as the switch.
    const another = issueSecretInput.parse({ clientId: api.clientId, name: "Another", idempotencyKey: randomUUID() });
    await expect(issueSecret(cs, another)).rejects.toEqual(refusal("forbidden", "Platform admin"));
    expect(await issueSecret(admin, another)).toMatchObject({ secret: expect.stringMatching(/^gh_secret_/) });
  });

  it("must be accepted, and is not for a public client or a company's own", async () => {
    const [admin, { admin: tenantAdmin }] = [await aStaff(), await aTenant()];
    const api = await aPartnerClient(admin);
    expect(await refusedFields(changeSettings(admin, api, { mayIntrospect: true, acceptsImpact: false }))).toEqual({
      acceptsImpact: [expect.stringContaining("every production token")],
    });
    expect(await refusedFields(changeSettings(admin, api, { mayIntrospect: true, type: "public" }))).toEqual({
      mayIntrospect: [expect.stringContaining("secret")],
    });
    const own = await aClient(tenantAdmin);
    await expect(changeSettings(tenantAdmin, own, { mayIntrospect: true })).rejects.toEqual(refusal("forbidden", "Platform admin"));
  });

  it("needs neither redirect URI nor grant to be activated, until it may not introspect any more", async () => {
    const admin = await aStaff();
    const api = await aPartnerClient(admin);
    await changeSettings(admin, api, { mayIntrospect: true, grants: [] });
    const { secret } = await activateClient(admin, { clientId: api.clientId, idempotencyKey: randomUUID() });
    expect(secret?.secret).toMatch(/^gh_secret_/);
    expect(await refusedFields(changeSettings(admin, api, { mayIntrospect: false }))).toEqual({ redirectUris: [expect.stringContaining("at least one")] });
  });
});

describe("what cannot be", () => {
  it("R28 client credentials, for partner clients and for public clients", async () => {
    const [{ admin }, staff] = [await aTenant(), await aStaff()];
    const [phone, partner] = [await aPublicClient(admin), await aPartnerClient(staff)];
    const allow = { grants: ["client_credentials" as const], mayActForUsers: true };
    expect(await refusedFields(changeSettings(admin, phone, allow))).toEqual({
      grants: [expect.stringContaining("public")],
      mayActForUsers: [expect.stringContaining("public")],
    });
    expect(await refusedFields(changeSettings(staff, partner, allow))).toMatchObject({ grants: [expect.stringContaining("partner")] });
  });

  it("R34 Authorization Code without a redirect URI, on or left behind", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const on = { grants: ["authorization_code" as const] };
    expect(await refusedFields(changeSettings(admin, client, on))).toEqual({ grants: [expect.stringContaining("needs a redirect URI")] });
    await changeSettings(admin, client, { ...on, redirectUris: [CALLBACK] });
    expect(await refusedFields(changeSettings(admin, client, { redirectUris: [] }))).toEqual({ grants: [expect.stringContaining("needs a redirect URI")] });
  });

  it("R25 a refresh token that continues nothing, and a service account of a company's own client", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    expect(await refusedFields(changeSettings(admin, client, { grants: ["refresh_token"], actsAs: "service_account" }))).toEqual({
      grants: [expect.stringContaining("continues")],
      actsAs: [expect.stringContaining("partner client")],
    });
  });

  it("R31 automatic consent for a public client, and for one with a loopback redirect URI", async () => {
    const { admin } = await aTenant();
    const [phone, server] = [await aPublicClient(admin), await aClient(admin)];
    const byItself = { consentsByItself: true };
    expect(await refusedFields(changeSettings(admin, phone, byItself))).toEqual({ consentsByItself: [expect.stringContaining("public")] });
    const withLoopback = { ...byItself, redirectUris: ["http://127.0.0.1/callback"] };
    expect(await refusedFields(changeSettings(admin, server, withLoopback))).toEqual({ consentsByItself: [expect.stringContaining("own computer")] });
  });

  it("R33 R36 R37 redirect URIs that break a rule: each is named with its rule, and none is saved", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const broken: [uri: string, rule: number][] = [
      ["http://app.example.com/cb", 4],
      ["https://app.example.com/cb?x=1", 13],
      ["https://*.example.com/cb", 11],
      ["com.example.app:/cb", 10],
    ];
    const { redirectUris: told } = await refusedFields(changeSettings(admin, client, { redirectUris: [CALLBACK, ...broken.map(([uri]) => uri)] }));
    for (const [uri, rule] of broken) expect([uri, told?.filter((text) => text.includes(uri) && text.includes(`Rule ${rule}`)).length]).toEqual([uri, 1]);
    expect(told?.some((text) => text.includes(`“${CALLBACK}”`))).toBe(false);
    expect((await getClientSettings(admin, client.clientId)).settings.redirectUris).toEqual([]);
  });

  it("R33 more than twenty redirect URIs; twenty are fine", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const redirectUris = Array.from({ length: 21 }, (_, index) => `https://app${index}.example.com/cb`);
    expect(await refusedFields(changeSettings(admin, client, { redirectUris }))).toHaveProperty("redirectUris");
    await changeSettings(admin, client, { redirectUris: redirectUris.slice(1) });
    expect((await getClientSettings(admin, client.clientId)).settings.redirectUris).toHaveLength(20);
  });

  it("R26 a scope that the catalogue does not have, or has retired; one that was allowed before may stay", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const [kept, other] = [await aScope(), await aScope()];
    await changeSettings(admin, client, { scopes: [kept] });
    const retired = { retiredAt: new Date(), version: { increment: 1 } };
    await asScope({ role: "staff" }, (tx) => tx.scope.updateMany({ where: { name: { in: [kept, other] } }, data: retired }));
    await changeSettings(admin, client, { scopes: [kept], maker: "Meridian" });
    for (const name of [other, "no.such.scope"]) {
      expect(await refusedFields(changeSettings(admin, client, { scopes: [kept, name] }))).toEqual({ scopes: [expect.stringContaining(name)] });
    }
    expect((await getClientSettings(admin, client.clientId)).settings.scopes).toEqual([kept]);
  });
});

describe("changing the type", () => {
  it("R21 confidential to public says what happens to the secrets first, then ends them", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const toPublic = { type: "public" as const, grants: ["authorization_code" as const], redirectUris: [CALLBACK] };
    expect(await refusedFields(changeSettings(admin, client, { ...toPublic, acceptsImpact: false }))).toEqual({
      acceptsImpact: [expect.stringMatching(/1 live secret stops for good/)],
    });
    expect(await getClient(admin, client.clientId)).toMatchObject({ type: "confidential", liveSecrets: 1, version: 1 });

    expect(await changeSettings(admin, client, toPublic)).toMatchObject({ secret: null });
    expect(await getClient(admin, client.clientId)).toMatchObject({ type: "public", authMethod: "none", liveSecrets: 0 });
    expect((await findSecrets(admin, client.clientId)).some(({ isLive }) => isLive)).toBe(false);
  });

  it("R21 R15 public to confidential issues a secret; the form sent again replaces it", async () => {
    const { admin } = await aTenant();
    const phone = await aPublicClient(admin);
    const form = await filledSettings(admin, phone.clientId, { type: "confidential" });
    expect(await refusedFields(changeClient(admin, { ...form, acceptsImpact: false }))).toHaveProperty("acceptsImpact");
    const first = await changeClient(admin, form);
    const second = await changeClient(admin, form);
    expect(second.secret?.secret).not.toBe(first.secret?.secret);
    const live = (await findSecrets(admin, phone.clientId)).filter(({ isLive }) => isLive);
    expect(live.map(({ id }) => id)).toEqual([second.secret?.secretId]);
  });

  it("R37 redirect URIs are checked for the type that the client is to have", async () => {
    const { admin } = await aTenant();
    const phone = await aPublicClient(admin, { redirectUri: "com.example.app:/cb" });
    expect(await refusedFields(changeSettings(admin, phone, { type: "confidential" }))).toEqual({ redirectUris: [expect.stringContaining("Rule 10")] });
  });
});

describe("a partner client", () => {
  it("R36 may have a wildcard from staff; in production only when its reach is accepted", async () => {
    const staff = await aStaff({ role: "cs" });
    const wildcard = { redirectUris: ["https://*.partner.example.com/cb"] };
    const [sandbox, production] = [await aPartnerClient(staff, { environment: "sandbox" }), await aPartnerClient(staff)];
    await changeSettings(staff, sandbox, { ...wildcard, acceptsImpact: false });
    expect(await refusedFields(changeSettings(staff, production, { ...wildcard, acceptsImpact: false }))).toEqual({
      acceptsImpact: [expect.stringContaining("partner.example.com")],
    });
    await changeSettings(staff, production, wildcard);
    const stored = await asScope({ role: "staff" }, (tx) => tx.redirectUri.findMany({ where: { clientId: production.clientId } }));
    expect(stored).toMatchObject([{ uri: "https://*.partner.example.com/cb", match: "wildcard" }]);
  });

  it("R25 acts as a service account where staff say so, and then never on a device", async () => {
    const staff = await aStaff();
    const partner = await aPartnerClient(staff);
    await changeSettings(staff, partner, { actsAs: "service_account" });
    expect(await getClient(staff, partner.clientId)).toMatchObject({ actsAs: "service_account" });
    expect(await refusedFields(changeSettings(staff, partner, { grants: ["device_code"] }))).toEqual({ grants: [expect.stringContaining("On a device")] });
  });
});
