import { describe, expect, test } from "vitest";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient, enableClient } from "#lib/clients/disable-client";
import { findConsents } from "#lib/consents/find-consents";
import { revokeConsent } from "#lib/consents/revoke-consent";
import { asScope } from "#lib/db/as-scope";
import { disablePerson, enablePerson } from "#lib/members/disable-person";
import { configure } from "#world/a-client";
import { letTimePass } from "#world/let-time-pass";
import { askMe, change, introspect, prepareTokens, requestToken, revoke, tokenOf } from "../test-world.ts";

const inactive = { status: 200, body: { active: false } };

type World = Awaited<ReturnType<typeof prepareTokens>>;
const setTenant = ({ tenant }: World, disabledAt: Date | null) =>
  asScope({ role: "staff" }, (tx) => tx.tenant.update({ where: { id: tenant.tenantId }, data: { disabledAt, version: { increment: 1 } } }));

// What is switched off and on again while tokens are out there.
const switches: { what: string; off: (world: World) => Promise<unknown>; on: (world: World) => Promise<unknown> }[] = [
  {
    what: "the grant that it began with",
    off: ({ client }) => configure(client.clientId, { grants: ["device_code", "refresh_token"] }),
    on: ({ client }) => configure(client.clientId, { grants: ["authorization_code", "refresh_token"] }),
  },
  {
    what: "the person",
    off: ({ tenant, person }) => disablePerson(tenant.admin, { personId: person.personId }),
    on: ({ tenant, person }) => enablePerson(tenant.admin, { personId: person.personId }),
  },
];

describe("TS-18 R54 inactive at the next request of either instance, as /v1/me has it, after", () => {
  async function expectBoth({ services, client, token }: World, isAlive: boolean) {
    for (const service of services) {
      expect((await introspect(service, client, token)).body.active).toBe(isAlive);
      expect(await askMe(service, token)).toMatchObject(isAlive ? { status: 200 } : { status: 401, code: "AccessTokenRevoked" });
    }
  }

  test.each(switches)("$what is switched off, and active again when it is back", async ({ off, on }) => {
    const world = await prepareTokens();
    await expectBoth(world, true);
    await off(world);
    await expectBoth(world, false);
    expect(await introspect(world.service, world.client, world.refreshToken)).toEqual(inactive);
    await on(world);
    await expectBoth(world, true);
  });

  test("the client or the tenant is switched off: then nobody may ask in its name, and afterwards the token is as before", async () => {
    const world = await prepareTokens();
    for (const [off, on] of [
      [() => disableClient(world.tenant.admin, world.client), () => enableClient(world.tenant.admin, world.client)],
      [() => setTenant(world, new Date()), () => setTenant(world, null)],
    ] as const) {
      await off();
      for (const service of world.services) expect(await introspect(service, world.client, world.token)).toMatchObject({ status: 401 });
      await on();
      await expectBoth(world, true);
    }
    await deleteClient(world.tenant.admin, { clientId: world.client.clientId, typedName: world.client.name });
    expect(await introspect(world.service, world.client, world.token)).toMatchObject({ status: 401 });
  });

  test("the consent is taken back", async () => {
    const world = await prepareTokens();
    const [consent] = await findConsents(world.person);
    await revokeConsent(world.person, { consentId: consent?.id ?? "" });
    await expectBoth(world, false);
    expect(await introspect(world.service, world.client, world.refreshToken)).toEqual(inactive);
  });

  test("the token or its refresh token is revoked", async () => {
    const [first, second] = [await prepareTokens(), await prepareTokens()];
    await revoke(first.service, first.client, first.token);
    await expectBoth(first, false);
    await revoke(second.service, second.client, second.refreshToken);
    await expectBoth(second, false);
  });

  test("client credentials are switched off, by the clock alone after an hour, and a team is gone", async () => {
    const { services, tenant, job } = await prepareTokens();
    const token = tokenOf(await requestToken(services[0], job, `team_${tenant.teamId}`));
    const isActive = () => Promise.all(services.map(async (service) => (await introspect(service, job, token)).body.active));
    await change(tenant, job, { grants: [] });
    expect([await isActive(), (await askMe(services[1], token)).code]).toEqual([[false, false], "AccessTokenRevoked"]);
    await change(tenant, job, { grants: ["client_credentials"] });
    expect(await isActive()).toEqual([true, true]);
    await asScope({ role: "staff" }, (tx) => tx.team.deleteMany({ where: { id: tenant.teamId } }));
    expect(await isActive()).toEqual([false, false]);

    const plain = tokenOf(await requestToken(services[0], job));
    await letTimePass({ seconds: 3600 });
    expect(await introspect(services[1], job, plain)).toEqual(inactive);
  });
});
