import { randomBytes } from "node:crypto";
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { asOwner } from "#world/as-owner";
import { openDatabase } from "../database.ts";
import { askMe, change, makeClient, makeTenant, readAsTokenService, requestToken, send, startService, tokenOf } from "../test-world.ts";
import { replaceSigningKeys, rotateSigningKeys } from "./rotate-signing-keys.ts";

const PATH = "/.well-known/jwks.json";

async function readKeys(service: Awaited<ReturnType<typeof startService>>) {
  const { headers, text } = await send(service, { path: PATH });
  return { headers, keys: JSON.parse(text).keys as Record<string, string>[] };
}

const forgetKeys = () => asOwner(["signing_key"], (owner) => owner.query("delete from signing_key"));
beforeEach(forgetKeys);

/** As if the time had passed for the keys alone: requests go on meanwhile. */
const letKeysAge = (minutes: number) =>
  asOwner(["signing_key"], (owner) =>
    owner.query(`
      alter table signing_key disable trigger user;
      update signing_key set created_at = created_at - interval '${minutes} minutes', retired_at = retired_at - interval '${minutes} minutes';
      alter table signing_key enable trigger user`),
  );

function openOwnDatabase() {
  const database = openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", createLog("test", "silent"));
  onTestFinished(() => database.close());
  return database;
}

async function makeJwtClient() {
  const tenant = await makeTenant();
  const client = await makeClient(tenant);
  await change(tenant, client, { accessTokenFormat: "jwt" });
  return client;
}

const eventually = <T>(see: () => Promise<T>) => vi.waitFor(see, { timeout: 20_000, interval: 100 });

test("R53 TS-21 instances that start at once make one key, and publish its public part alone, which may be kept a while and read from any page", async () => {
  const services = await Promise.all(Array.from({ length: 4 }, () => startService()));
  const published = await Promise.all(services.map(readKeys));
  const [{ keys, headers }] = published as [Awaited<ReturnType<typeof readKeys>>];
  expect(keys).toEqual([{ kty: "RSA", alg: "RS256", use: "sig", kid: expect.any(String), n: expect.any(String), e: "AQAB" }]);
  for (const other of published) expect(other.keys).toEqual(keys);
  expect(headers).toMatchObject({ "cache-control": "public, max-age=300", "access-control-allow-origin": "*", "content-type": /json/ });
  expect(headers).not.toHaveProperty("pragma");
});

test("SE-11 the table holds no private part in clear, and refuses to publish one", async () => {
  await startService();
  const [row] = await readAsTokenService<{ public_jwk: object; encrypted_private_jwk: Buffer }>("select * from signing_key");
  expect(row?.public_jwk).not.toHaveProperty("d");
  expect(row?.encrypted_private_jwk.includes('"d"')).toBe(false);
  await expect(asOwner(["signing_key"], (owner) => owner.query(`update signing_key set public_jwk = public_jwk || '{"d": "x"}'`))).rejects.toThrow(
    "signing_key_publishes_no_private_part",
  );
});

test("a wrong ENCRYPTION_KEY is one sentence in the log; the key set and opaque tokens go on", async () => {
  const before = await readKeys(await startService());
  const service = await startService({ encryptionKey: randomBytes(32).toString("base64url") });
  tokenOf(await requestToken(service, await makeClient(await makeTenant())));
  expect((await readKeys(service)).keys).toEqual(before.keys);
  const said = service.logged().match(/The signing keys do not open with this ENCRYPTION_KEY[^"]*/g);
  expect(said).toEqual([expect.stringMatching(/npm run rotate-keys to replace them\.$/)]);
});

test("SE-11 a private part moved to another row, or changed, does not open: the log says so and no JWT is made", async () => {
  await startService();
  await rotateSigningKeys(openOwnDatabase(), env().ENCRYPTION_KEY);
  const client = await makeJwtClient();
  const swap = `update signing_key set encrypted_private_jwk = other.encrypted_private_jwk from signing_key other where other.kid <> signing_key.kid`;
  const flip = `update signing_key set encrypted_private_jwk = set_byte(encrypted_private_jwk, 60, 255 - get_byte(encrypted_private_jwk, 60))`;
  for (const tamper of [swap, `${swap}; ${flip}`]) {
    await asOwner(["signing_key"], (owner) => owner.query(tamper));
    const service = await startService();
    expect((await requestToken(service, client)).status).toBe(500);
    expect(service.logged()).toContain("The signing keys do not open");
    expect((await readKeys(service)).keys).toHaveLength(2);
  }
});

test("a rotation with the new ENCRYPTION_KEY replaces keys that do not open with it, as soon as it is noticed", async () => {
  await startService();
  const encryptionKey = randomBytes(32).toString("base64url");
  const service = await startService({ encryptionKey });
  const client = await makeJwtClient();
  expect((await requestToken(service, client)).status).toBe(500);
  const { kid } = await rotateSigningKeys(openOwnDatabase(), encryptionKey);
  const token = await eventually(async () => tokenOf(await requestToken(service, client)));
  expect(decodeProtectedHeader(token).kid).toBe(kid);
});

test("R53 SE-09 a rotation under load fails no verification, at two instances and one that starts in the middle", { timeout: 120_000 }, async () => {
  const first = await startService();
  const instances = [first, await startService({ issuer: first.issuer })];
  const client = await makeJwtClient();
  const kidOf = (token: string) => decodeProtectedHeader(token).kid;
  const request = async () => Promise.all(instances.map(async (instance) => tokenOf(await requestToken(instance, client))));
  const fetchKeys = async () => createLocalJWKSet(JSON.parse((await send(first, { path: PATH })).text));

  // An API that keeps the key set for as long as it may, and fetches it for no unknown key.
  let known = await fetchKeys();
  const verify = (token: string) => jwtVerify(token, known, { issuer: first.issuer, audience: first.issuer, typ: "at+jwt" });
  const counted = { verified: 0, failed: [] as unknown[] };
  let isOver = false;
  const load = (async () => {
    while (!isOver) {
      for (const token of await request()) {
        await verify(token).then(
          () => counted.verified++,
          (error) => counted.failed.push(error),
        );
        for (const instance of instances) if ((await askMe(instance, token)).status !== 200) counted.failed.push("refused by our own");
      }
    }
  })();

  const [before = ""] = await request();
  const { kid, signsFrom } = await rotateSigningKeys(openOwnDatabase(), env().ENCRYPTION_KEY);
  expect(signsFrom.getTime()).toBeGreaterThan(Date.now() + 10 * 60_000);
  await eventually(async () => {
    for (const instance of instances) expect((await readKeys(instance)).keys).toHaveLength(2);
  });
  for (const token of await request()) expect(kidOf(token)).toBe(kidOf(before));
  await letKeysAge(5);
  known = await fetchKeys();
  instances.push(await startService({ issuer: first.issuer }));
  for (const token of await request()) expect(kidOf(token)).toBe(kidOf(before));
  await letKeysAge(10);
  await eventually(async () => {
    for (const token of await request()) expect(kidOf(token)).toBe(kid);
  });
  await letKeysAge(59);
  known = await fetchKeys();
  await verify(before);
  const late = await startService({ issuer: first.issuer });
  expect((await readKeys(late)).keys).toHaveLength(2);
  expect((await askMe(late, before)).status).toBe(200);

  await letKeysAge(12);
  await eventually(async () => {
    for (const instance of instances) expect((await readKeys(instance)).keys).toMatchObject([{ kid }]);
  });
  isOver = true;
  await load;
  expect(counted.failed).toEqual([]);
  expect(counted.verified).toBeGreaterThan(20);
  expect(await askMe(first, before)).toMatchObject({ status: 401, code: "InvalidAccessToken" });
});

test("keys that may have leaked are replaced at once, and what they signed is refused; an instance asks once for a key that it does not know yet", async () => {
  const service = await startService();
  const client = await makeJwtClient();
  const before = tokenOf(await requestToken(service, client));
  const { kid } = await replaceSigningKeys(openOwnDatabase(), env().ENCRYPTION_KEY);
  const other = await startService({ issuer: service.issuer });
  const after = tokenOf(await requestToken(other, client));
  expect(decodeProtectedHeader(after).kid).toBe(kid);
  expect(await eventually(async () => expect(await askMe(service, after)).toMatchObject({ status: 200 })));
  expect(await askMe(service, before)).toMatchObject({ status: 401, code: "InvalidAccessToken" });
});

test("a rotation is in the audit log, and two at once each add a key", async () => {
  await startService();
  const database = openOwnDatabase();
  const rotations = await Promise.all([rotateSigningKeys(database, env().ENCRYPTION_KEY), rotateSigningKeys(database, env().ENCRYPTION_KEY)]);
  const kids = rotations.map(({ kid }) => kid);
  expect(await readAsTokenService("select kid from signing_key where kid = any($1)", [kids])).toHaveLength(2);
  const events = await asScope({ role: "staff" }, (tx) => tx.auditEvent.findMany({ where: { subjectId: { in: kids } } }));
  expect(events.map(({ action, actorName }) => [action, actorName])).toEqual(kids.map(() => ["key.rotated", "Command line"]));
});
