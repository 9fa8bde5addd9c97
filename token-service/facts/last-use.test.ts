import { expect, test } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { introspect, makeClient, makeTenant, requestToken, revoke, startService, type TestClient } from "../test-world.ts";

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

test("R57 a busy client is not written at each request", async () => {
  const client = await makeClient(await makeTenant());
  const requestOnce = async () => {
    const service = await startService();
    await requestToken(service, client);
    await service.stop();
    return read(client);
  };
  expect(await requestOnce()).toEqual(await requestOnce());
});

test("R20 R57 the secret of an API that only asks about tokens, or of a client that only revokes them, is in use", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const [asking, revoking] = [await makeClient(tenant), await makeClient(tenant)];
  await introspect(service, asking, "x");
  await revoke(service, revoking, "x");
  await service.stop();
  for (const client of [asking, revoking]) expect((await read(client)).secret).toEqual(expect.any(Date));
});
