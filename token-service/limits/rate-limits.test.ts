import { randomInt } from "node:crypto";
import { describe, expect, test } from "vitest";
import { paths } from "#lib/endpoints";
import { generateClientSecret } from "#lib/secrets/client-secret";
import { aPublicClient } from "#world/a-client";
import { letTimePass } from "#world/let-time-pass";
import {
  basic,
  makeClient,
  makeCodeClient,
  makeTenant,
  postToken,
  REDIRECT_URI,
  readAsTokenService,
  send,
  startService,
  type TestClient,
} from "../test-world.ts";
import { allowances } from "./limits.ts";
import { createRecent } from "./recent.ts";

// Hundreds of requests, on a machine that may be busy.
const PATIENT = { timeout: 60_000 };
const anAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
const from = (address: string) => ({ "x-forwarded-for": address });

// As they are, but over a time that even a busy machine does not take.
const lasting = {
  ...allowances,
  failuresOfClient: { ...allowances.failuresOfClient, seconds: 600 },
  failures: { ...allowances.failures, seconds: 600 },
};

/** Two instances behind one proxy, with the limits as they are, but for these. */
async function startTwo(changed: Partial<typeof allowances> = {}) {
  const settings = { trustedProxyCount: 1, allowances: { ...lasting, ...changed } };
  const first = await startService(settings);
  return [first, await startService({ ...settings, issuer: first.issuer })] as const;
}

type Service = Awaited<ReturnType<typeof startTwo>>[0];

function ask(service: Service, address: string, client: Pick<TestClient, "clientId" | "secret">) {
  return postToken(service, new URLSearchParams({ grant_type: "client_credentials" }), { authorization: basic(client), ...from(address) });
}

const wrong = (client: TestClient) => ({ ...client, secret: generateClientSecret() });
const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;
const tally = (statuses: number[]) => Object.fromEntries([...new Set(statuses)].map((status) => [status, statuses.filter((each) => each === status).length]));

describe("failed client authentication", () => {
  test("RL-01 RL-02 of 200 tries at once, at two instances, sixty are told that they failed, and the others to wait", PATIENT, async () => {
    const services = await startTwo();
    const client = await makeClient(await makeTenant());
    const address = anAddress();
    const answers = await Promise.all(Array.from({ length: 200 }, (_, nth) => ask(services[nth % 2 ? 0 : 1], address, wrong(client))));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 401: 60, 429: 140 });
    const late = await ask(services[0], address, wrong(client));
    expect(late).toMatchObject({ status: 429, body: { error: "temporarily_unavailable", error_description: expect.stringContaining("try again in") } });
    expect(Number(late.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(late.headers["retry-after"])).toBeLessThanOrEqual(600);
    expect(late.headers["www-authenticate"]).toBeUndefined();
  });

  test("RL-03 a stranger who knows a client locks nobody out, not even behind the same address", PATIENT, async () => {
    const [service] = await startTwo({ failuresOfClient: { points: 5, seconds: 600 } });
    const tenant = await makeTenant();
    const [client, neighbour] = [await makeClient(tenant), await makeClient(tenant)];
    const [address, elsewhere] = [anAddress(), anAddress()];
    for (let nth = 0; nth < 10; nth++) await ask(service, address, wrong(client));
    expect(await statusOf(ask(service, address, wrong(client)))).toBe(429);
    expect(await statusOf(ask(service, address, client))).toBe(200);
    expect(await statusOf(ask(service, address, neighbour))).toBe(200);
    expect(await statusOf(ask(service, address, wrong(neighbour)))).toBe(401);
    expect(await statusOf(ask(service, elsewhere, wrong(client)))).toBe(401);
  });

  test("RL-01 a whole address is closed once it has failed as many different clients, known or not, and opens again", PATIENT, async () => {
    const [service, twin] = await startTwo({ failures: { points: 10, seconds: 600 } });
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const address = anAddress();
    const ids = Array.from({ length: 30 }, (_, nth) => `nobody-${nth}`);
    const answers = await Promise.all(ids.map((clientId) => statusOf(ask(twin, address, { ...wrong(client), clientId }))));
    expect(tally(answers)).toEqual({ 401: 10, 429: 20 });
    expect(await statusOf(ask(twin, address, wrong(client)))).toBe(429);
    expect(await statusOf(ask(service, address, wrong(client)))).toBe(429);
    await letTimePass({ minutes: 10 });
    const [fresh] = await startTwo({ failures: { points: 10, seconds: 600 } });
    expect(await statusOf(ask(fresh, address, wrong(client)))).toBe(401);
  });

  test("RL-01 what is no secret of ours is limited without a query", PATIENT, async () => {
    const [service] = await startTwo();
    const client = await makeClient(await makeTenant());
    const address = anAddress();
    const answers = await Promise.all(Array.from({ length: 100 }, () => statusOf(ask(service, address, { ...client, secret: "guess" }))));
    expect(tally(answers)).toEqual({ 401: 60, 429: 40 });
    expect(await statusOf(ask(service, anAddress(), client))).toBe(200);
  });

  test("RL-01 a failure counts the same wherever clients authenticate", PATIENT, async () => {
    const [service] = await startTwo({ failuresOfClient: { points: 4, seconds: 600 } });
    const client = await makeClient(await makeTenant());
    const headers = { ...from(anAddress()), "content-type": "application/x-www-form-urlencoded", authorization: basic(wrong(client)) };
    const endpoints = [paths.token, paths.revocation, paths.introspection, paths.deviceAuthorization];
    for (const status of [401, 429]) {
      for (const path of endpoints) {
        expect([path, await statusOf(send(service, { method: "POST", path, headers, body: "grant_type=client_credentials&token=x" }))]).toEqual([path, status]);
      }
    }
  });

  test("RL-05 an address that the caller makes up changes nothing, neither without a proxy nor in front of one", PATIENT, async () => {
    const client = await makeClient(await makeTenant());
    const other = await makeClient(await makeTenant());
    const alone = await startService({ allowances: lasting });
    const [proxied] = await startTwo();
    const ofProxy = anAddress();
    for (let nth = 0; nth < allowances.failuresOfClient.points; nth++) {
      await ask(alone, anAddress(), wrong(client));
      await ask(proxied, `${anAddress()}, ${ofProxy}`, wrong(other));
    }
    expect(await statusOf(ask(alone, anAddress(), wrong(client)))).toBe(429);
    expect(await statusOf(ask(proxied, `${anAddress()}, ${ofProxy}`, wrong(other)))).toBe(429);
  });

  test("success is not counted", PATIENT, async () => {
    const [service] = await startTwo({ failuresOfClient: { points: 1, seconds: 600 }, failures: { points: 1, seconds: 600 } });
    const client = await makeClient(await makeTenant());
    const address = anAddress();
    const count = async () => (await readAsTokenService<{ rows: number }>("select count(*)::int as rows from rate_limit"))[0]?.rows;
    const before = await count();
    for (let nth = 0; nth < 5; nth++) expect(await statusOf(ask(service, address, client))).toBe(200);
    expect(await count()).toBe(before);
    await ask(service, address, wrong(client));
    expect(await count()).toBe((before ?? 0) + 2);
  });
});

describe("what anybody may leave in the table", () => {
  const begin = (service: Service, address: string, client: { clientId: string }, more: Record<string, string> = {}) =>
    send(service, {
      path: `${paths.authorization}?${new URLSearchParams({ client_id: client.clientId, redirect_uri: REDIRECT_URI, ...more })}`,
      headers: from(address),
    });
  const count = (kind: string, clientId: string) => readAsTokenService("select from oidc_artifact where kind = $1 and client_id = $2", [kind, clientId]);
  const few = { points: 5, seconds: 600 };

  test(
    "RL-01 RL-02 of sixty requests to sign in at once, at two instances, five are stored, and the others are a page that says when to come again",
    PATIENT,
    async () => {
      const services = await startTwo({ prompts: few });
      const client = await makeCodeClient(await makeTenant());
      const address = anAddress();
      const stored = () =>
        readAsTokenService("select from oidc_artifact where kind = 'Interaction' and payload -> 'params' ->> 'client_id' = $1", [client.clientId]);
      const answers = await Promise.all(Array.from({ length: 60 }, (_, nth) => begin(services[nth % 2 ? 0 : 1], address, client)));
      expect(tally(answers.map(({ status }) => status))).toEqual({ 303: 5, 429: 55 });
      expect(await stored()).toHaveLength(5);
      const late = await begin(services[0], address, client);
      expect(late).toMatchObject({ status: 429, headers: { "content-type": "text/html; charset=utf-8", "retry-after": expect.stringMatching(/^\d+$/) } });
      expect(late.headers.location).toBeUndefined();
      expect((await begin(services[1], anAddress(), client)).status).toBe(303);
    },
  );

  test("RL-01 so are devices", PATIENT, async () => {
    const services = await startTwo({ devices: few });
    const { clientId } = await aPublicClient((await makeTenant()).admin, { name: "Television", kind: "device" });
    const address = anAddress();
    const start = (service: Service, where: string) =>
      send(service, {
        method: "POST",
        path: paths.deviceAuthorization,
        headers: { "content-type": "application/x-www-form-urlencoded", ...from(where) },
        body: `${new URLSearchParams({ client_id: clientId })}`,
      });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, nth) => start(services[nth % 2 ? 0 : 1], address)));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 5, 429: 25 });
    expect(await count("DeviceCode", clientId)).toHaveLength(5);
    expect(await start(services[0], address)).toMatchObject({ status: 429, text: expect.stringContaining("temporarily_unavailable") });
    expect((await start(services[0], anAddress())).status).toBe(200);
  });

  test("a request to sign in is no larger than a redirect URI and a state", async () => {
    const [service] = await startTwo();
    const client = await makeCodeClient(await makeTenant());
    expect((await begin(service, anAddress(), client, { state: "s".repeat(5_000) })).status).toBe(303);
    expect((await begin(service, anAddress(), client, { state: "s".repeat(6_000) })).status).toBe(400);
  });
});

test("RL-08 what a process remembers of them is bounded", () => {
  const recent = createRecent<number>(1_000);
  for (let nth = 0; nth < 100_000; nth++) {
    recent.set(`${nth}`, nth);
    recent.set("busy", nth);
  }
  expect([recent.get("0"), recent.get("98000"), recent.get("99500"), recent.get("busy")]).toEqual([undefined, undefined, 99_500, 99_999]);
});
