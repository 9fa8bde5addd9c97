import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { allowScope, basic, change, makeClient, makeTenant, postToken, send, startService, tokenOf } from "../test-world.ts";

const JSON_TYPE = { "content-type": "application/json" };

/** A service and a client that sends its secret in the body. */
async function prepare() {
  const service = await startService();
  const tenant = await makeTenant();
  const client = await makeClient(tenant);
  await change(tenant, client, { authMethod: "client_secret_post" });
  const parameters = { grant_type: "client_credentials", client_id: client.clientId, client_secret: client.secret };
  return { service, tenant, client, parameters };
}

const invalid = { status: 400, body: { error: "invalid_request" } };

describe("R49 a JSON body", () => {
  test("is as good as a form, with and without a charset", async () => {
    const { service, tenant, parameters } = await prepare();
    const scope = `team_${tenant.teamId}`;
    for (const type of ["application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8"]) {
      const answer = await postToken(service, JSON.stringify({ ...parameters, scope }), { "content-type": type });
      expect(answer.body.scope).toBe(scope);
    }
    tokenOf(await postToken(service, JSON.stringify(parameters), JSON_TYPE));
  });

  test("RU-09 IN-01 is refused when it is broken, nested, of another kind, or says a thing twice", async () => {
    const { service, parameters } = await prepare();
    const { grant_type, ...others } = parameters;
    const rest = JSON.stringify(others).slice(1, -1);
    const bodies = [
      "",
      "{",
      "null",
      "1",
      '"x"',
      "[]",
      "[{}]",
      `{"grant_type":${JSON.stringify(grant_type)},${rest}`,
      `{"grant_type":["client_credentials"],${rest}}`,
      `{"grant_type":{"equals":"client_credentials"},${rest}}`,
      ...[1, -0, true].map((value) => JSON.stringify({ ...parameters, scope: value })),
      `{"scope":1e309,"grant_type":"client_credentials",${rest}}`,
      `{"grant_type":"client_credentials","grant_type":"client_credentials",${rest}}`,
      `{"grant_type":"password","gr\\u0061nt_type":"client_credentials",${rest}}`,
      `{"scope":null,"scope":"x","grant_type":"client_credentials",${rest}}`,
      `{"scope":"x","scope":null,"grant_type":"client_credentials",${rest}}`,
      `{"scope":null,"scope":null,"grant_type":"client_credentials",${rest}}`,
      "null null",
      `{"scope":{"a":"b"},"scope":"x","grant_type":"client_credentials",${rest}}`,
    ];
    for (const body of bodies) expect(await postToken(service, body, JSON_TYPE), body).toMatchObject(invalid);
  });

  test("IN-05 leaves the prototype of every object alone", async () => {
    const { service, parameters } = await prepare();
    const rest = JSON.stringify(parameters).slice(1, -1);
    for (const name of ["__proto__", "constructor", "prototype"]) {
      for (const value of ['"x"', '{"isAdmin":"yes"}', '{"prototype":{"isAdmin":"yes"}}']) {
        expect(await postToken(service, `{"${name}":${value},${rest}}`, JSON_TYPE)).toMatchObject(invalid);
      }
      expect(await postToken(service, `${name}=x&${new URLSearchParams(parameters)}`)).toMatchObject(invalid);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty("isAdmin");
  });
});

describe("what honest clients send otherwise than the RFCs write it is taken as it is meant:", () => {
  const form = "application/x-www-form-urlencoded";

  test("the charset that an HTTP library adds to a form, and the end of a line behind it", async () => {
    const { service, parameters } = await prepare();
    const body = new URLSearchParams(parameters).toString();
    const types = [
      `${form};charset=UTF-8`,
      `${form}; charset="utf-8"`,
      `${form}; charset=ISO-8859-1`,
      `${form}; charset=us-ascii`,
      `${form};`,
      form.toUpperCase(),
    ];
    for (const type of types) expect(await postToken(service, body, { "content-type": type }), type).toMatchObject({ status: 200 });
    for (const end of ["\n", "\r\n", "&"]) expect(await postToken(service, body + end), JSON.stringify(end)).toMatchObject({ status: 200 });
    expect(await postToken(service, `${body}&x=%E9`, { "content-type": `${form}; charset=ISO-8859-1` })).toMatchObject(invalid);
  });

  test("null in JSON for what is not there, and a mark at its beginning", async () => {
    const { service, parameters } = await prepare();
    tokenOf(await postToken(service, JSON.stringify({ ...parameters, scope: null, resource: null }), JSON_TYPE));
    tokenOf(await postToken(service, `\ufeff${JSON.stringify(parameters)}`, JSON_TYPE));
    expect(await postToken(service, JSON.stringify({ ...parameters, grant_type: null }), JSON_TYPE)).toMatchObject(invalid);
  });

  test("several spaces in a scope, and around it", async () => {
    const { service, tenant, client, parameters } = await prepare();
    await allowScope(client, "notes:read");
    for (const scope of [` team_${tenant.teamId} notes:read `, `team_${tenant.teamId}   notes:read`]) {
      const { body } = await postToken(service, new URLSearchParams({ ...parameters, scope }));
      expect(body.scope).toBe(`team_${tenant.teamId} notes:read`);
    }
    expect(await postToken(service, new URLSearchParams({ ...parameters, scope: "notes:read\tteam_1" }))).toMatchObject({
      status: 400,
      body: { error: "invalid_scope" },
    });
  });

  test("RFC 9110 section 11.4: a scheme in any case with any number of spaces behind it, and an Authorization header with nothing in it", async () => {
    const { service, tenant, client, parameters } = await prepare();
    tokenOf(await postToken(service, new URLSearchParams(parameters), { authorization: "" }));
    await change(tenant, client, { authMethod: "client_secret_basic" });
    const encoded = basic(client).slice("Basic ".length);
    const grant = new URLSearchParams({ grant_type: "client_credentials" });
    for (const authorization of [`Basic  ${encoded}`, `basic ${encoded}`, `BASIC   ${encoded}`, `Basic ${encoded.replace(/=+$/, "")}`]) {
      const token = tokenOf(await postToken(service, grant, { authorization }));
      expect((await send(service, { path: "/v1/me", headers: { authorization: `bearer  ${token}` } })).status).toBe(200);
    }
    expect(await postToken(service, grant, { authorization: "" })).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });
});

describe("any body", () => {
  test("RU-09 a parameter given twice is refused, each of them, known or not", async () => {
    const { service, parameters } = await prepare();
    const all = { ...parameters, scope: "x", resource: service.issuer, anything: "x" };
    for (const [name, value] of Object.entries(all)) {
      expect(await postToken(service, `${new URLSearchParams(all)}&${new URLSearchParams({ [name]: value })}`), name).toMatchObject(invalid);
    }
  });

  test("IN-03 NUL and lone surrogates are refused in every parameter, in a form and in JSON", async () => {
    const { service, parameters } = await prepare();
    for (const name of [...Object.keys(parameters), "scope", "anything"]) {
      const wanted = { status: 400, body: { error: "invalid_request" } };
      for (const encoded of ["%00", "a%00b", "%ED%A0%80", "%ff", "%", "%zz"]) {
        const form = new URLSearchParams(parameters);
        form.delete(name);
        expect(await postToken(service, `${form}&${name}=${encoded}`)).toMatchObject(wanted);
      }
      for (const text of ["\0", "a\0b", "\ud800", "\udfff x"]) {
        expect(await postToken(service, JSON.stringify({ ...parameters, [name]: text }), JSON_TYPE)).toMatchObject(wanted);
      }
    }
    expect(await postToken(service, Buffer.from("grant_type=\xff\xfe", "latin1"))).toMatchObject(invalid);
  });

  test("IN-03 NUL in the header of HTTP Basic is refused", async () => {
    const { service, client } = await prepare();
    const form = new URLSearchParams({ grant_type: "client_credentials" });
    for (const clientId of [`${client.clientId}%00`, "%00", "%ED%A0%80"]) {
      const { status } = await postToken(service, form, { authorization: basic({ ...client, clientId }) });
      expect([400, 401]).toContain(status);
    }
  });

  test("IN-03 IN-10 what is too large, too deep or too long is 4xx", async () => {
    const { service, parameters } = await prepare();
    const scope = "x ".repeat(500_000).trim();
    expect(await postToken(service, new URLSearchParams({ ...parameters, scope }))).toMatchObject({ status: 413 });
    expect(await postToken(service, JSON.stringify({ ...parameters, scope }), JSON_TYPE)).toMatchObject({ status: 413 });
    expect(await postToken(service, Buffer.alloc(10_000_000, "a"))).toMatchObject({ status: 413, body: { error: "invalid_request" } });
    expect(await postToken(service, "[".repeat(10_000), JSON_TYPE)).toMatchObject(invalid);
    expect(await postToken(service, `{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`, JSON_TYPE)).toMatchObject(invalid);
    expect(await postToken(service, JSON.stringify(Array(2_000).fill("a")), JSON_TYPE)).toMatchObject(invalid);
    const { status, body } = await postToken(service, new URLSearchParams({ ...parameters, scope: "x ".repeat(7_000).trim() }));
    expect([status, body.error]).toEqual([400, "invalid_scope"]);
    expect(await postToken(service, new URLSearchParams(parameters))).toMatchObject({ status: 200 });
  });

  test("IN-11 another type, charset or encoding of the same parameters is refused", async () => {
    const { service, parameters } = await prepare();
    const form = new URLSearchParams(parameters).toString();
    const json = JSON.stringify(parameters);
    const confused: [string | Buffer, Record<string, string>][] = [
      [form, JSON_TYPE],
      [json, {}],
      [form, { "content-type": "text/plain" }],
      [json, { "content-type": "application/vnd.api+json" }],
      [form, { "content-type": "multipart/form-data; boundary=x" }],
      [form, { "content-type": "application/x-www-form-urlencoded; charset=utf-16" }],
      [Buffer.from(json, "utf16le"), { "content-type": "application/json; charset=utf-16" }],
      [Buffer.from(json, "utf16le"), JSON_TYPE],
      [form, { "content-encoding": "gzip" }],
      [form, { "content-type": "" }],
    ];
    for (const [body, headers] of confused) expect(await postToken(service, body, headers)).toMatchObject(invalid);
  });

  test("SE-07 parameters in the address are refused, however right they are", async () => {
    const { service, client, parameters } = await prepare();
    const path = `/v1/oauth/token?${new URLSearchParams(parameters)}`;
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await send(service, { method: "POST", path, headers, body: `${new URLSearchParams(parameters)}` });
    expect(answer.status).toBe(400);
    await service.stop();
    expect(service.logged()).not.toContain(client.secret);
  });

  test("RFC 6749 section 3.2: a parameter without a value is one that is not there", async () => {
    const { service, parameters } = await prepare();
    tokenOf(await postToken(service, `${new URLSearchParams(parameters)}&scope=&resource=&`));
  });
});

test.each(["password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer", "urn:openid:params:grant-type:ciba", "x", "__proto__"])(
  "TS-05 R55 the grant %s is not offered",
  async (grant_type) => {
    const { service, parameters } = await prepare();
    const form = new URLSearchParams({ ...parameters, grant_type, username: "ana", password: "x", refresh_token: "x", code: "x" });
    expect(await postToken(service, form)).toMatchObject({ status: 400, body: { error: "unsupported_grant_type" } });
  },
);

test("RFC 8707: a resource that is not this API is invalid_target", async () => {
  const { service, parameters } = await prepare();
  for (const resource of ["https://elsewhere.example", "x", `${service.issuer}/`, `${service.issuer}#x`]) {
    expect(await postToken(service, new URLSearchParams({ ...parameters, resource }))).toMatchObject({ status: 400, body: { error: "invalid_target" } });
  }
  expect(await postToken(service, new URLSearchParams({ ...parameters, resource: service.issuer }))).toMatchObject({ status: 200 });
});

test("AU-06 one request is one line of the log, whatever the client calls itself", async () => {
  const { service, parameters } = await prepare();
  const client_id = `x\r\n{"level":"info","msg":"forged"}\u001b[2J${randomUUID()}`;
  await postToken(service, new URLSearchParams({ ...parameters, client_id }));
  await service.stop();
  const lines = service.logged().trim().split("\n");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ outcome: "refused", error: "invalid_client" });
});

test("SE-03 AU-06 the log keeps no secret of who sends it in the place of something else", async () => {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  await postToken(service, new URLSearchParams({ grant_type: "client_credentials" }), {
    authorization: basic({ clientId: client.secret, secret: client.clientId }),
  });
  await postToken(service, new URLSearchParams({ grant_type: client.secret, client_id: client.secret, scope: client.secret }));
  await postToken(service, new URLSearchParams({ grant_type: "client_credentials", scope: client.secret }), { authorization: basic(client) });
  await service.stop();
  expect(service.logged()).not.toContain(client.secret.slice(10, 53));
  expect(service.logged()).toContain(client.clientId);
  expect(service.logged()).toContain('"grant_type":"client_credentials"');
});
