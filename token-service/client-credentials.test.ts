import { randomUUID } from "node:crypto";
import fc from "fast-check";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { describe, expect, test } from "vitest";
import { aPublicClient } from "#world/a-client";
import { aScope } from "#world/a-scope";
import { type ClientRow, toClientMetadata } from "./clients/client-metadata.ts";
import {
  allowScope,
  askMe,
  basic,
  change,
  makeClient,
  makeTenant,
  makeUser,
  postToken,
  readAsTokenService,
  requestToken,
  startService,
  tokenOf,
} from "./test-world.ts";

describe("independent clients", () => {
  test("R48 openid-client finds the metadata and gets a token for a team", async () => {
    const service = await startService();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const discovery: openid.DiscoveryRequestOptions = { algorithm: "oauth2", execute: [openid.allowInsecureRequests] };
    const basic = openid.ClientSecretBasic(client.secret);
    const found = await openid.discovery(new URL(service.issuer), client.clientId, undefined, basic, discovery);
    const tokens = await openid.clientCredentialsGrant(found, { scope: `team_${tenant.teamId}` });

    expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 3600, scope: `team_${tenant.teamId}` });
    const me = await openid.fetchProtectedResource(found, tokens.access_token, new URL(`${service.issuer}/v1/me`), "GET");
    expect(await me.json()).toEqual({
      sub: client.clientId,
      client_id: client.clientId,
      tenant: { id: tenant.tenantId, name: tenant.admin.tenant.name },
      team: { id: tenant.teamId, name: "Research" },
      user: null,
      service_account: null,
      scope: `team_${tenant.teamId}`,
    });
  });

  test("R48 oauth4webapi does the same, with its secret in the body", async () => {
    const service = await startService();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    await change(tenant, client, { authMethod: "client_secret_post" });
    const insecure = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(service.issuer);
    const found = await oauth
      .discoveryRequest(issuer, { algorithm: "oauth2", ...insecure })
      .then((response) => oauth.processDiscoveryResponse(issuer, response));

    const known = { client_id: client.clientId };
    const response = await oauth.clientCredentialsGrantRequest(found, known, oauth.ClientSecretPost(client.secret), {}, insecure);
    const tokens = await oauth.processClientCredentialsResponse(found, known, response);
    expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 3600 });
  });
});

describe("what a token acts for", () => {
  test("R29 without a team or user it reaches no team", async () => {
    const service = await startService();
    const client = await makeClient(await makeTenant());
    const me = await askMe(service, tokenOf(await requestToken(service, client)));
    expect(me.body).toMatchObject({ sub: client.clientId, team: null, user: null, scope: "" });
  });

  test("R29 user:<id> needs the setting, and then the token's subject is the user", async () => {
    const service = await startService();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const userId = await makeUser(tenant);
    expect(await requestToken(service, client, `user:${userId}`)).toMatchObject({ status: 400, body: { error: "invalid_scope" } });

    await change(tenant, client, { mayActForUsers: true });
    const answer = await requestToken(service, client, `user:${userId}`);
    expect((await askMe(service, tokenOf(answer))).body).toMatchObject({ sub: userId, team: null, user: { id: userId } });
  });

  test("R29 TI-04 TI-07 a foreign team, a missing one and a malformed one are refused with the same answer", async () => {
    const service = await startService();
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const client = await makeClient(tenant);
    await change(tenant, client, { mayActForUsers: true });
    const foreign = [`team_${other.teamId}`, `user:${await makeUser(other)}`];
    const missing = [`team_${randomUUID()}`, `user:${randomUUID()}`, "team_1", "user:", `team_${tenant.teamId.toUpperCase()}`];
    const crossed = [`team_${tenant.admin.personId}`, `user:${tenant.teamId}`];
    const answers = await Promise.all([...foreign, ...missing, ...crossed].map((scope) => requestToken(service, client, scope)));
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect({ ...body, scope: "" }).toEqual({
        error: "invalid_scope",
        error_description: "the tenant of this client has no such team or user",
        scope: "",
      });
    }
  });

  test("TS-14 a token acts for one team or user, not for two", async () => {
    const service = await startService();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    await change(tenant, client, { mayActForUsers: true });
    const both = `team_${tenant.teamId} user:${await makeUser(tenant)}`;
    expect(await requestToken(service, client, both)).toMatchObject({ status: 400, body: { error: "invalid_scope" } });
  });
});

describe("what a client may ask for", () => {
  test("R26 AZ-09 scopes of the catalogue, when they are allowed, beside the team", async () => {
    const service = await startService();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const name = `notes:read-${randomUUID()}`;
    const wanted = `${name} team_${tenant.teamId}`;
    expect(await requestToken(service, client, wanted)).toMatchObject({ status: 400, body: { error: "invalid_scope", scope: name } });
    await allowScope(client, name);
    expect(await requestToken(service, client, wanted)).toMatchObject({ status: 200, body: { scope: wanted } });
  });

  test("AZ-09 whatever is asked for and whatever is allowed, a token has what was asked for if all of it is allowed, and otherwise there is none", async () => {
    const service = await startService();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const [team, other] = [`team_${tenant.teamId}`, `team_${(await makeTenant()).teamId}`];
    const catalogue = Array.from({ length: 6 }, () => `notes:${randomUUID()}`);
    const allowed = catalogue.slice(0, 4);
    // In the catalogue, and not allowed.
    for (const name of catalogue.slice(4)) await aScope({ scopeName: name });
    for (const name of allowed) await allowScope(client, name);
    const asked = fc.tuple(fc.subarray(catalogue), fc.subarray([team, other, "openid", "no:such"]));
    await fc.assert(
      fc.asyncProperty(asked, async ([names, others]) => {
        const wanted = [...names, ...others];
        const isRight = wanted.every((name) => [...allowed, team].includes(name));
        const { status, body } = await requestToken(service, client, wanted.join(" ") || undefined);
        expect([wanted, status, isRight ? new Set(body.scope?.split(" ") ?? []) : body.access_token]).toEqual([
          wanted,
          isRight ? 200 : 400,
          isRight ? new Set(wanted) : undefined,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  test.each(["openid", "offline_access", "*", "admin"])("R26 refuses %s, which nobody allowed", async (scope) => {
    const service = await startService();
    const client = await makeClient(await makeTenant());
    expect(await requestToken(service, client, scope)).toMatchObject({ status: 400, body: { error: "invalid_scope" } });
  });

  test("R25 R27 a grant that is off is unauthorized_client", async () => {
    const service = await startService();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    await change(tenant, client, { grants: [] });
    expect(await requestToken(service, client)).toMatchObject({ status: 400, body: { error: "unauthorized_client" } });
  });

  test("R28 a public client cannot use it", async () => {
    const service = await startService();
    const { admin } = await makeTenant();
    const { clientId } = await aPublicClient(admin);
    const answer = await postToken(service, new URLSearchParams({ grant_type: "client_credentials", client_id: clientId }));
    expect(answer).toMatchObject({ status: 400, body: { error: "unauthorized_client" } });
  });

  test("R28 not even where the row of a public or a partner client says so", () => {
    const row: Omit<ClientRow, "tenant_id" | "type" | "auth_method"> = {
      client_id: "x",
      environment: "production",
      name: "x",
      grants: ["client_credentials"],
      acts_as: "user",
      may_act_for_users: false,
      consents_by_itself: false,
      access_token_format: "opaque",
      may_introspect: false,
      home_page_uri: null,
      logo_uri: null,
      contact: null,
      issued_at: 0,
      redirect_uris: [],
      scopes: [],
      secrets: [],
    };
    const isPublic = toClientMetadata({ ...row, tenant_id: randomUUID(), type: "public", auth_method: "none" });
    const isPartner = toClientMetadata({ ...row, tenant_id: null, type: "confidential", auth_method: "client_secret_basic" });
    const isTenant = toClientMetadata({ ...row, tenant_id: randomUUID(), type: "confidential", auth_method: "client_secret_basic" });
    expect([isPublic, isPartner, isTenant].map(({ grant_types }) => grant_types)).toEqual([[], [], ["client_credentials"]]);
  });
});

describe("the token", () => {
  test("R30 TS-14 comes without a refresh token", async () => {
    const service = await startService();
    const { body } = await requestToken(service, await makeClient(await makeTenant()));
    expect(Object.keys(body).sort()).toEqual(["access_token", "expires_in", "token_type"]);
  });

  test("TS-22 OH-03 is JSON in UTF-8 that nobody may keep, whatever the caller accepts", async () => {
    const service = await startService();
    const client = await makeClient(await makeTenant());

    const form = new URLSearchParams({ grant_type: "client_credentials" });
    const answers = await Promise.all([
      postToken(service, form, { authorization: basic(client), accept: "text/html" }),
      postToken(service, form, { authorization: basic({ ...client, secret: "wrong" }), accept: "text/html" }),
      postToken(service, "{", { "content-type": "application/json", accept: "text/html" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 400]);
    for (const { headers } of answers) {
      expect(headers["content-type"]).toBe("application/json; charset=utf-8");
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers.pragma).toBe("no-cache");
    }
  });

  test("R16 SE-03 neither token nor secret is in any row, nor in a log line", async () => {
    const service = await startService();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    const token = tokenOf(await requestToken(service, client, `team_${tenant.teamId}`));
    await askMe(service, token);
    await service.stop();
    const rows = await readAsTokenService(
      `select kind, encode(id_digest, 'hex') as id, payload::text, grant_id, account_id, encode(lookup, 'hex') as lookup from oidc_artifact where client_id = $1
       union all select id::text, encode(digest, 'hex'), hint, name, created_by, null from client_secret where client_id = $1`,
      [client.clientId],
    );
    expect(rows).toHaveLength(2);
    const seen = JSON.stringify(rows) + service.logged();
    for (const plain of [token, client.secret]) {
      const bytes = Buffer.from(plain);
      for (const form of [plain, bytes.toString("hex"), bytes.toString("base64"), bytes.toString("base64url")]) expect(seen).not.toContain(form);
    }
    expect(service.logged()).toContain(client.clientId);
  });

  test("TS-10 carries its audience, its tenant and what it acts for, for the API that reads it", async () => {
    const service = await startService();
    const tenant = await makeTenant();
    const client = await makeClient(tenant);
    tokenOf(await requestToken(service, client, `team_${tenant.teamId}`));
    const [row] = await readAsTokenService("select * from oidc_artifact where client_id = $1", [client.clientId]);
    expect(row).toMatchObject({ kind: "ClientCredentials", tenant_id: tenant.tenantId, account_id: null });
    expect(row?.payload).toMatchObject({ aud: service.issuer, extra: { tenant_id: tenant.tenantId, team_id: tenant.teamId } });
    expect(row?.payload).not.toHaveProperty("jti");
    expect((row?.payload.exp ?? 0) - (row?.payload.iat ?? 0)).toBe(3600);
  });
});
