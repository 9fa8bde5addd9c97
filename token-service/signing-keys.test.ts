import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { asOwner } from "#world/as-owner";
import { makeClient, makeTenant, readAsTokenService, requestToken, send, startService, tokenOf } from "./test-world.ts";

const PATH = "/.well-known/jwks.json";

async function readKeys(service: Awaited<ReturnType<typeof startService>>) {
  const { headers, text } = await send(service, { path: PATH });
  return { headers, keys: JSON.parse(text).keys as Record<string, string>[] };
}

const forgetKeys = () => asOwner(["signing_key"], (owner) => owner.query("delete from signing_key"));

test("R53 TS-21 instances that start at once make one key, and publish its public part alone, which may be kept a while and read from any page", async () => {
  await forgetKeys();
  const services = await Promise.all(Array.from({ length: 4 }, () => startService()));
  const published = await Promise.all(services.map(readKeys));
  const [{ keys, headers }] = published as [Awaited<ReturnType<typeof readKeys>>];
  expect(keys).toEqual([{ kty: "EC", crv: "P-256", alg: "ES256", use: "sig", kid: expect.any(String), x: expect.any(String), y: expect.any(String) }]);
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
