import { expect, test } from "vitest";
import { type ChangeClientInput, changeClientInput } from "#lib/clients/schemas";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { aPartnerClient, configure } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { changeSettings } from "#world/change-settings";
import {
  allowScope,
  askMe,
  authorize,
  begin,
  change,
  comeBack,
  exchange,
  introspect,
  makeApi,
  makeClient,
  makeTenant,
  postToken,
  REDIRECT_URI,
  refresh,
  requestToken,
  startService,
  type TestService,
  tokenOf,
} from "./test-world.ts";

async function prepare() {
  const first = await startService();
  const services = [first, await startService({ issuer: first.issuer })] as const;
  const tenant = await makeTenant();
  const [person, client] = [await aMember(tenant.admin), await makeClient(tenant)];
  await change(tenant, client, { grants: ["authorization_code", "refresh_token", "client_credentials"], redirectUris: [REDIRECT_URI] });
  const atBoth = <T>(ask: (service: TestService) => Promise<T>) => Promise.all(services.map(ask));
  const request = { client_id: client.clientId, redirect_uri: REDIRECT_URI };
  return {
    services,
    tenant,
    person,
    client,
    atBoth,
    save: (setting: Partial<ChangeClientInput>) => change(tenant, client, setting),
    statuses: (scope?: string) => atBoth(async (service) => (await requestToken(service, client, scope)).status),
    tokens: async () => exchange(services[0], client, await authorize(services[0], person, client)),
    prompts: () => atBoth(async (service) => findPrompt(person, (await begin(service, request)).interaction)),
    beginsWith: (redirect_uri: string) => atBoth(async (service) => (await begin(service, { ...request, redirect_uri })).status),
  };
}

type World = Awaited<ReturnType<typeof prepare>>;
type Setting = Exclude<keyof ChangeClientInput, "clientId" | "version" | "idempotencyKey" | "acceptsImpact">;

/** What the setup app alone shows changes nothing for who uses the client. */
async function changesNothing({ save, statuses, tokens, services, client }: World, setting: Partial<ChangeClientInput>): Promise<void> {
  const before = await tokens();
  await save(setting);
  expect(await statuses()).toEqual([200, 200]);
  tokenOf(await refresh(services[1], client, before));
}

async function isShownAtThePrompt({ save, prompts }: World, setting: { name: string } | { maker: string } | { homePageUri: string }): Promise<void> {
  await save(setting);
  for (const prompt of await prompts()) expect(prompt).toMatchObject({ client: setting });
}

const cases: Record<Setting, (world: World) => Promise<void>> = {
  name: (world) => isShownAtThePrompt(world, { name: "Harvest planner" }),
  maker: (world) => isShownAtThePrompt(world, { maker: "Acme Tools" }),
  homePageUri: (world) => isShownAtThePrompt(world, { homePageUri: "https://tools.example/" }),
  logoUri: (world) => changesNothing(world, { logoUri: "https://tools.example/logo.png" }),
  contact: (world) => changesNothing(world, { contact: "ops@tools.example" }),
  notes: (world) => changesNothing(world, { notes: "Runs at night." }),

  async type({ save, statuses, services, client, person }) {
    expect(await statuses()).toEqual([200, 200]);
    await save({ type: "public", grants: ["authorization_code", "refresh_token"] });
    expect(await statuses()).toEqual([401, 401]);
    for (const service of services) tokenOf(await exchange(service, { clientId: client.clientId }, await authorize(service, person, client)));
  },
  async authMethod({ save, statuses, atBoth, client }) {
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: client.clientId, client_secret: client.secret });
    const byPost = () => atBoth(async (service) => (await postToken(service, form)).status);
    expect([await statuses(), await byPost()]).toEqual([
      [200, 200],
      [401, 401],
    ]);
    await save({ authMethod: "client_secret_post" });
    expect([await statuses(), await byPost()]).toEqual([
      [401, 401],
      [200, 200],
    ]);
  },
  async grants({ save, statuses, beginsWith }) {
    await save({ grants: ["authorization_code"] });
    expect([await statuses(), await beginsWith(REDIRECT_URI)]).toEqual([
      [400, 400],
      [303, 303],
    ]);
    await save({ grants: ["client_credentials"] });
    expect(await statuses()).toEqual([200, 200]);
  },
  async actsAs({ services, atBoth, tenant, person }) {
    const staff = await aStaff();
    const partner = await aPartnerClient(staff, { redirectUris: [REDIRECT_URI] });
    await configure(partner.clientId, { state: "active", type: "public", authMethod: "none", grants: ["authorization_code", "refresh_token"] });
    await enableForTenant(staff, { clientId: partner.clientId, tenantId: tenant.tenantId });
    const before = await exchange(services[0], partner, await authorize(services[0], person, partner));
    tokenOf(before);
    await changeSettings(staff, partner, { actsAs: "service_account" });
    expect(await atBoth(async (service) => (await refresh(service, partner, before)).body.error)).toEqual(["invalid_grant", "invalid_grant"]);
  },
  async mayActForUsers({ save, statuses, person }) {
    expect(await statuses(`user:${person.personId}`)).toEqual([400, 400]);
    await save({ mayActForUsers: true });
    expect(await statuses(`user:${person.personId}`)).toEqual([200, 200]);
  },
  async consentsByItself({ save, prompts }) {
    const states = async () => (await prompts()).map(({ state }) => state);
    expect(await states()).toEqual(["asks", "asks"]);
    await save({ consentsByItself: true });
    expect(await states()).toEqual(["goes_on", "goes_on"]);
  },
  async accessTokenFormat({ save, atBoth, client }) {
    const parts = () => atBoth(async (service) => tokenOf(await requestToken(service, client)).split(".").length);
    expect(await parts()).toEqual([1, 1]);
    await save({ accessTokenFormat: "jwt" });
    expect(await parts()).toEqual([3, 3]);
  },
  async mayIntrospect({ atBoth, client, services }) {
    const [api, staff] = [await makeApi(), await aStaff()];
    const token = tokenOf(await requestToken(services[0], client));
    const isActive = () => atBoth(async (service) => (await introspect(service, api, token)).body.active);
    expect(await isActive()).toEqual([true, true]);
    await changeSettings(staff, api, { mayIntrospect: false, redirectUris: [REDIRECT_URI] });
    expect(await isActive()).toEqual([false, false]);
  },
  async scopes({ save, statuses, client }) {
    const name = `notes:${client.clientId.toLowerCase().slice(3)}`;
    await allowScope(client, name);
    expect(await statuses(name)).toEqual([200, 200]);
    await save({ scopes: [] });
    expect(await statuses(name)).toEqual([400, 400]);
    await save({ scopes: [name] });
    expect(await statuses(name)).toEqual([200, 200]);
  },
  async redirectUris({ save, beginsWith }) {
    const other = "https://app.example/other";
    expect(await beginsWith(other)).toEqual([400, 400]);
    await save({ redirectUris: [other] });
    expect([await beginsWith(other), await beginsWith(REDIRECT_URI)]).toEqual([
      [303, 303],
      [400, 400],
    ]);
  },
};

test.each(Object.entries(cases))("R54 TS-18 RU-06 what is saved as %s holds at the next request, at both instances", { timeout: 60_000 }, async (_, see) => {
  await see(await prepare());
});

test("R54 no setting of a client is without such a case", () => {
  const ofTheForm = ["clientId", "version", "idempotencyKey", "acceptsImpact"];
  expect(Object.keys(cases).sort()).toEqual(
    Object.keys(changeClientInput.shape)
      .filter((name) => !ofTheForm.includes(name))
      .sort(),
  );
});

test("R21 a client that became public goes on with nothing that its secret guarded", { timeout: 60_000 }, async () => {
  const { save, tokens, services, atBoth, client, person, prompts } = await prepare();
  const [held, unused] = [await tokens(), await authorize(services[0], person, client)];
  const pending = await begin(services[0], { client_id: client.clientId, redirect_uri: REDIRECT_URI });
  expect((await prompts())[0]?.state).toBe("goes_on");
  const toPublic = { type: "public" as const, grants: ["authorization_code" as const, "refresh_token" as const] };
  await expect(save({ ...toPublic, acceptsImpact: false })).rejects.toMatchObject({ message: expect.stringContaining("All 2 permissions that people gave") });
  await save(toPublic);
  const anybody = { clientId: client.clientId };
  expect(await atBoth(async (service) => (await refresh(service, anybody, held)).body.error)).toEqual(["invalid_grant", "invalid_grant"]);
  expect(await atBoth(async (service) => (await exchange(service, anybody, unused)).body.error)).toEqual(["invalid_grant", "invalid_grant"]);
  expect(await atBoth(async (service) => (await askMe(service, tokenOf(held))).code)).toEqual(["AccessTokenRevoked", "AccessTokenRevoked"]);
  // It was begun without PKCE, when there was a secret.
  const { ticket } = await answerPrompt(person, { interaction: pending.interaction, answer: "approve" });
  expect((await comeBack(services[1], pending, ticket)).status).toBe(400);
  tokenOf(await exchange(services[0], anybody, await authorize(services[1], person, client)));
});
