import { expect, test } from "vitest";
import { generateClientSecret } from "#lib/secrets/client-secret";
import { findStoredSecret } from "./clients/stored-secrets.ts";
import { startCuttableDatabase } from "./test-database.ts";
import { basic, change, makeClient, makeTenant, postToken, requestToken, startService } from "./test-world.ts";

const grant = { grant_type: "client_credentials" };

test("TS-09 R25 only the registered method: the other one, both, or none are refused", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const [byBasic, byPost] = [await makeClient(tenant), await makeClient(tenant)];
  await change(tenant, byPost, { authMethod: "client_secret_post" });

  for (const [client, expected] of [
    [byBasic, [200, 401, 400, 401, 400, 400]],
    [byPost, [401, 200, 400, 401, 400, 400]],
  ] as const) {
    const inBody = { client_id: client.clientId, client_secret: client.secret };
    const authorization = basic(client);
    const answers = await Promise.all([
      postToken(service, new URLSearchParams(grant), { authorization }),
      postToken(service, new URLSearchParams({ ...grant, ...inBody })),
      postToken(service, new URLSearchParams({ ...grant, ...inBody }), { authorization }),
      postToken(service, new URLSearchParams({ ...grant, client_id: client.clientId })),
      postToken(service, new URLSearchParams(grant)),
      postToken(service, new URLSearchParams({ ...grant, client_assertion: "e30.e30." }), { authorization }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(expected);
    const wanted = { 400: "invalid_request", 401: "invalid_client", 200: undefined };
    for (const { status, body } of answers) expect(body.error).toBe(wanted[status as 200 | 400 | 401]);
  }
});

test("TS-09 401 comes with a challenge when Basic was used, and without one when not", async () => {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  const wrong = { ...client, secret: generateClientSecret() };
  const challenge = `Basic realm="${service.issuer}", error="invalid_client", error_description="client authentication failed"`;
  for (const attempt of [wrong, { ...client, secret: "wrong" }, { ...wrong, clientId: "nobody" }]) {
    const answer = await requestToken(service, attempt);
    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe(challenge);
    expect(answer.body).toEqual({ error: "invalid_client", error_description: "client authentication failed" });
  }
  const inBody = new URLSearchParams({ ...grant, client_id: client.clientId, client_secret: wrong.secret });
  const answer = await postToken(service, inBody);
  expect([answer.status, answer.headers["www-authenticate"]]).toEqual([401, undefined]);
});

test("R16 SE-10 nothing is cut off: a longer, shorter or changed secret is another one", async () => {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  const { secret } = client;
  const others = [`${secret}\0`, `${secret}\0x`, `${secret}${"x".repeat(80)}`, ` ${secret}`, `${secret} `, secret.slice(0, -1), secret.toLowerCase()];
  const answers = await Promise.all(others.map((other) => requestToken(service, { ...client, secret: encodeURIComponent(other) })));
  expect(answers.map(({ body }) => body.error)).toEqual(others.map(() => "invalid_client"));
});

test("SE-03 the digest as it is stored is no secret, and nobody's secret opens another client", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const [client, other] = [await makeClient(tenant), await makeClient(tenant)];
  expect((await requestToken(service, { ...client, secret: other.secret })).status).toBe(401);
  expect(findStoredSecret([{ id: "1", digest: "00".repeat(32) }], "00".repeat(32))).toBeNull();
});

test("SE-06 a malformed secret and a wrong checksum are refused without a query", async () => {
  const database = await startCuttableDatabase();
  const service = await startService({ databaseUrl: database.url });
  const client = await makeClient(await makeTenant());
  expect((await requestToken(service, client)).status).toBe(200);

  database.cut();
  const { secret } = client;
  const last = secret.at(-1) === "0" ? "1" : "0";
  for (const malformed of ["secret", "gh_secret_", secret.replace("gh_", "xx_"), secret.slice(0, -1) + last, `${secret}a`]) {
    expect((await requestToken(service, { ...client, secret: malformed })).body.error).toBe("invalid_client");
    const inBody = new URLSearchParams({ ...grant, client_id: client.clientId, client_secret: malformed });
    expect((await postToken(service, inBody)).body.error).toBe("invalid_client");
  }
  expect((await requestToken(service, { ...client, secret: generateClientSecret() })).status).toBe(503);
});

test("503 while the database is away, and everything again when it is back", async () => {
  const database = await startCuttableDatabase();
  const service = await startService({ databaseUrl: database.url });
  const client = await makeClient(await makeTenant());
  const ready = () => fetch(`${service.issuer}/ready`).then(({ status }) => status);
  expect(await ready()).toBe(200);

  database.cut();
  const answer = await requestToken(service, client);
  expect(answer).toMatchObject({ status: 503, body: { error: "temporarily_unavailable" } });
  expect(answer.headers["retry-after"]).toBe("5");
  expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|postgres|select|at /);
  expect(await ready()).toBe(503);
  expect((await fetch(`${service.issuer}/health`)).status).toBe(200);

  database.mend();
  expect((await requestToken(service, client)).status).toBe(200);
  expect(await ready()).toBe(200);
});
