import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient, enableClient } from "#lib/clients/disable-client";
import { restoreClient } from "#lib/clients/restore-client";
import { asScope } from "#lib/db/as-scope";
import { restoreScope, retireScope } from "#lib/scopes/retire-scope";
import { issueSecret } from "#lib/secrets/issue-secret";
import { resetAllSecrets } from "#lib/secrets/reset-all-secrets";
import { resetSecret } from "#lib/secrets/reset-secret";
import { retireSecret } from "#lib/secrets/retire-secret";
import { disableTenant, enableTenant } from "#lib/tenants/disable-tenant";
import { theSystem } from "#world/a-person";
import { letTimePass } from "#world/let-time-pass";
import {
  allowScope,
  askMe,
  authorize,
  change,
  exchange,
  introspect,
  makeApi,
  makeClient,
  makeCodeClient,
  makeTenant,
  makeUser,
  postToken,
  requestToken,
  startService,
  type TestClient,
  type TestService,
  tokenOf,
} from "./test-world.ts";

/** Two instances behind one address, as in production. */
async function startTwo(): Promise<[TestService, TestService]> {
  const first = await startService();
  return [first, await startService({ issuer: first.issuer })];
}

/** The status of a token request at each instance. */
function statuses(services: TestService[], client: Pick<TestClient, "clientId" | "secret">, scope?: string): Promise<number[]> {
  return Promise.all(services.map(async (service) => (await requestToken(service, client, scope)).status));
}

async function meCodes(services: TestService[], token: string) {
  return Promise.all(services.map(async (service) => (await askMe(service, token)).code ?? "fine"));
}

describe("a secret", () => {
  test("R19 refuses the old secret at the very next request, and leaves issued tokens alone", async () => {
    const services = await startTwo();
    const { admin, ...tenant } = await makeTenant();
    const client = await makeClient({ admin, ...tenant });
    const token = tokenOf(await requestToken(services[0], client));
    expect(await statuses(services, client)).toEqual([200, 200]);

    const issued = await resetSecret(admin, { ...client, graceSeconds: 0, idempotencyKey: randomUUID() });
    expect(await statuses(services, client)).toEqual([401, 401]);
    expect(await statuses(services, { ...client, secret: issued.secret })).toEqual([200, 200]);
    expect(await meCodes(services, token)).toEqual(["fine", "fine"]);
  });

  test("R20 SE-04 in the grace period both work; retired early, the old one stops", async () => {
    const services = await startTwo();
    const { admin, ...tenant } = await makeTenant();
    const client = await makeClient({ admin, ...tenant });
    const issued = await resetSecret(admin, { ...client, graceSeconds: 3600, idempotencyKey: randomUUID() });
    expect(await statuses(services, client)).toEqual([200, 200]);
    expect(await statuses(services, { ...client, secret: issued.secret })).toEqual([200, 200]);

    await retireSecret(admin, client);
    expect(await statuses(services, client)).toEqual([401, 401]);
    expect(await statuses(services, { ...client, secret: issued.secret })).toEqual([200, 200]);
  });

  test.each([1, 24, 7 * 24])("R20 SE-04 after a grace period of %i hours the old one is dead, by the clock alone", async (hours) => {
    const services = await startTwo();
    const { admin, ...tenant } = await makeTenant();
    const client = await makeClient({ admin, ...tenant });
    const issued = await resetSecret(admin, { ...client, graceSeconds: hours * 3600, idempotencyKey: randomUUID() });
    await letTimePass({ hours, seconds: -60 });
    expect(await statuses(services, client)).toEqual([200, 200]);
    await letTimePass({ seconds: 60 });
    expect(await statuses(services, client)).toEqual([401, 401]);
    expect(await statuses(services, { ...client, secret: issued.secret })).toEqual([200, 200]);
  });

  test("R20 SE-12 one whose time has come is refused, by the clock alone", async () => {
    const services = await startTwo();
    const { admin, ...tenant } = await makeTenant();
    const client = await makeClient({ admin, ...tenant });
    const issued = await issueSecret(admin, { clientId: client.clientId, name: "Short", expiresInDays: 7, idempotencyKey: randomUUID() });
    const short = { ...client, secret: issued.secret };
    await letTimePass({ days: 7, seconds: -60 });
    expect(await statuses(services, short)).toEqual([200, 200]);
    await letTimePass({ seconds: 60 });
    expect(await statuses(services, short)).toEqual([401, 401]);
    expect(await statuses(services, client)).toEqual([200, 200]);
  });

  test("R20 each of ten live ones works, and after “reset all” only the newest", async () => {
    const services = await startTwo();
    const { admin, ...tenant } = await makeTenant();
    const client = await makeClient({ admin, ...tenant });
    const all = [client.secret as string];
    for (let nth = 2; nth <= 10; nth++) {
      const issued = await issueSecret(admin, { clientId: client.clientId, name: `Server ${nth}`, idempotencyKey: randomUUID() });
      all.push(issued.secret);
    }
    for (const secret of all) expect(await statuses(services, { ...client, secret })).toEqual([200, 200]);
    const { secret: newest } = await resetAllSecrets(admin, { clientId: client.clientId, idempotencyKey: randomUUID() });
    for (const secret of all) expect(await statuses(services, { ...client, secret })).toEqual([401, 401]);
    expect(await statuses(services, { ...client, secret: newest })).toEqual([200, 200]);
  });
});

describe("a client", () => {
  test("R12 TS-18 while it is disabled it gets no token, and those it has stop working", async () => {
    const services = await startTwo();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const token = tokenOf(await requestToken(services[0], client));

    await disableClient(tenant.admin, client);
    expect(await statuses(services, client)).toEqual([401, 401]);
    expect(await meCodes(services, token)).toEqual(["AccessTokenRevoked", "AccessTokenRevoked"]);

    await enableClient(tenant.admin, client);
    expect(await statuses(services, client)).toEqual([200, 200]);
    expect(await meCodes(services, token)).toEqual(["fine", "fine"]);
  });

  test("R11 SE-13 deleted, neither secret nor token works; restored, the token does not come back", async () => {
    const services = await startTwo();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const token = tokenOf(await requestToken(services[0], client));

    await deleteClient(tenant.admin, { clientId: client.clientId, typedName: client.name });
    expect(await statuses(services, client)).toEqual([401, 401]);
    expect(await meCodes(services, token)).toEqual(["AccessTokenRevoked", "AccessTokenRevoked"]);

    await restoreClient(tenant.admin, client);
    expect(await statuses(services, client)).toEqual([200, 200]);
    expect(await meCodes(services, token)).toEqual(["AccessTokenRevoked", "AccessTokenRevoked"]);
  });

  test("R54 a draft is no client yet", async () => {
    const services = await startTwo();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    await asScope({ role: "staff" }, (tx) => tx.client.update({ where: { clientId: client.clientId }, data: { state: "draft", version: { increment: 1 } } }));
    expect(await statuses(services, client)).toEqual([401, 401]);
  });

  test("R26 R54 each of its settings holds at the next request", async () => {
    const services = await startTwo();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const user = `user:${await makeUser(tenant)}`;
    const name = `notes:${randomUUID()}`;

    expect(await statuses(services, client)).toEqual([200, 200]);
    await change(tenant, client, { grants: [] });
    expect(await statuses(services, client)).toEqual([400, 400]);
    await change(tenant, client, { grants: ["client_credentials"] });
    expect(await statuses(services, client)).toEqual([200, 200]);

    await change(tenant, client, { mayActForUsers: true });
    expect(await statuses(services, client, user)).toEqual([200, 200]);
    await change(tenant, client, { mayActForUsers: false });
    expect(await statuses(services, client, user)).toEqual([400, 400]);

    await allowScope(client, name);
    expect(await statuses(services, client, name)).toEqual([200, 200]);
    await retireScope(theSystem, { scopeName: name });
    expect(await statuses(services, client, name)).toEqual([400, 400]);
    await restoreScope(theSystem, { scopeName: name });
    expect(await statuses(services, client, name)).toEqual([200, 200]);

    await change(tenant, client, { authMethod: "client_secret_post" });
    expect(await statuses(services, client)).toEqual([401, 401]);
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: client.clientId, client_secret: client.secret });
    const byPost = await Promise.all(services.map((service) => postToken(service, form)));
    expect(byPost.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe("what a token stands on", () => {
  test("R2 TS-18 a company that staff disable, until they enable it", async () => {
    const services = await startTwo();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const token = tokenOf(await requestToken(services[0], client));

    await disableTenant(theSystem, tenant);
    expect(await statuses(services, client)).toEqual([401, 401]);
    expect(await meCodes(services, token)).toEqual(["AccessTokenRevoked", "AccessTokenRevoked"]);
    await enableTenant(theSystem, tenant);
    expect(await statuses(services, client)).toEqual([200, 200]);
    expect(await meCodes(services, token)).toEqual(["fine", "fine"]);
  });

  test("R29 R54 that its client may act for users", async () => {
    const services = await startTwo();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    await change(tenant, client, { mayActForUsers: true });
    const token = tokenOf(await requestToken(services[0], client, `user:${await makeUser(tenant)}`));
    const own = tokenOf(await requestToken(services[0], client));
    expect(await meCodes(services, token)).toEqual(["fine", "fine"]);
    await change(tenant, client, { mayActForUsers: false });
    expect(await meCodes(services, token)).toEqual(["AccessTokenRevoked", "AccessTokenRevoked"]);
    expect(await meCodes(services, own)).toEqual(["fine", "fine"]);
  });

  test("R26 R54 a scope of its client or of the catalogue: an API that asks is told of it no more, until it is given back", async () => {
    const services = await startTwo();
    const [tenant, api] = [await makeTenant(), await makeApi()];
    const client = await makeCodeClient(tenant);
    const [kept, taken, retired] = [randomUUID(), randomUUID(), randomUUID()].map((id) => `notes:${id}`) as [string, string, string];
    for (const name of [kept, taken, retired]) await allowScope(client, name);
    const scope = `openid ${taken} ${kept} ${retired}`;
    const token = tokenOf(await exchange(services[0], client, await authorize(services[0], tenant.admin, client, { scope })));
    const told = async () => {
      const asked = services.flatMap((service) => [askMe(service, token), introspect(service, client, token), introspect(service, api, token)]);
      return [...new Set((await Promise.all(asked)).map(({ body }) => body.scope))];
    };
    expect(await told()).toEqual([scope]);
    await change(tenant, client, { scopes: [kept, retired] });
    expect(await told()).toEqual([`openid ${kept} ${retired}`]);
    await retireScope(theSystem, { scopeName: retired });
    expect(await told()).toEqual([`openid ${kept}`]);
    await change(tenant, client, { scopes: [] });
    expect(await told()).toEqual(["openid"]);
    await restoreScope(theSystem, { scopeName: retired });
    await change(tenant, client, { scopes: [kept, taken, retired] });
    expect(await told()).toEqual([scope]);
  });

  test("R29 a user who is disabled, and a team that is gone", async () => {
    const services = await startTwo();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    await change(tenant, client, { mayActForUsers: true });
    const userId = await makeUser(tenant);
    const [forUser, forTeam] = [`user:${userId}`, `team_${tenant.teamId}`];
    const userToken = tokenOf(await requestToken(services[0], client, forUser));
    const teamToken = tokenOf(await requestToken(services[1], client, forTeam));
    expect([await meCodes(services, userToken), await meCodes(services, teamToken)]).toEqual([
      ["fine", "fine"],
      ["fine", "fine"],
    ]);

    await asScope({ role: "staff" }, (tx) => tx.person.updateMany({ where: { id: userId }, data: { disabledAt: new Date(), version: { increment: 1 } } }));
    await asScope({ role: "staff" }, (tx) => tx.team.deleteMany({ where: { id: tenant.teamId } }));
    expect(await statuses(services, client, forUser)).toEqual([400, 400]);
    expect(await statuses(services, client, forTeam)).toEqual([400, 400]);
    expect(await meCodes(services, userToken)).toEqual(["AccessTokenRevoked", "AccessTokenRevoked"]);
    expect(await meCodes(services, teamToken)).toEqual(["AccessTokenRevoked", "AccessTokenRevoked"]);
  });
});
