import { expect, onTestFinished, test } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { openDatabase } from "./database.ts";
import { createLastUse } from "./last-use.ts";
import { makeClient, makeTenant, requestToken, startService, type TestClient } from "./test-world.ts";

function read({ clientId, secretId }: TestClient) {
  return asScope({ role: "staff" }, async (tx) => {
    const client = await tx.client.findUniqueOrThrow({ where: { clientId } });
    const secret = await tx.clientSecret.findUniqueOrThrow({ where: { id: secretId } });
    return { client: client.lastUsedAt, secret: secret.lastUsedAt, version: client.version };
  });
}

test("R17 R20 R57 the use of a secret is written beside the request, and is no edit of the client", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const [used, wrong] = [await makeClient(tenant), await makeClient(tenant)];
  const { version } = await read(used);
  await requestToken(service, used);
  await requestToken(service, { ...wrong, secret: used.secret });

  await expect.poll(() => read(used), { timeout: 5_000 }).toEqual({ client: expect.any(Date), secret: expect.any(Date), version });
  expect(await read(wrong)).toMatchObject({ client: null, secret: null });
});

test("R57 what was still in memory is written when the service stops", async () => {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  await requestToken(service, client);
  await service.stop();
  expect(await read(client)).toMatchObject({ client: expect.any(Date), secret: expect.any(Date) });
});

test("R57 a failed write is logged and fails nothing", async () => {
  const log = createLog("test", "silent");
  const database = openDatabase("postgresql://nobody@127.0.0.1:1/none", log);
  onTestFinished(() => database.close());
  const lastUse = createLastUse(database, log);
  lastUse.note("gh_x", "00000000-0000-7000-8000-000000000000");
  await expect(lastUse.stop()).resolves.toBeUndefined();
});

test("R57 a busy client is not written at each request", async () => {
  const client = await makeClient(await makeTenant());
  const log = createLog("test", "silent");
  const database = openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", log);
  onTestFinished(() => database.close());
  const noteOnce = async () => {
    const lastUse = createLastUse(database, log);
    lastUse.note(client.clientId, client.secretId);
    await lastUse.stop();
    return read(client);
  };
  expect(await noteOnce()).toEqual(await noteOnce());
});
