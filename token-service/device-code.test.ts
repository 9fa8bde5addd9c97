import * as openid from "openid-client";
import { describe, expect, test } from "vitest";
import { answerDevice } from "#lib/consents/answer-device";
import { findConsents } from "#lib/consents/find-consents";
import { findDevicePrompt } from "#lib/consents/find-device-prompt";
import { revokeConsent } from "#lib/consents/revoke-consent";
import { userCodeField } from "#lib/consents/schemas";
import { paths } from "#lib/endpoints";
import { aPublicClient, configure } from "#world/a-client";
import { aMember } from "#world/a-person";
import { asOwner } from "#world/as-owner";
import { askMe, basic, makeClient, makeTenant, postToken, refresh, send, startService, type TestService, tokenOf } from "./test-world.ts";

const GRANT = "urn:ietf:params:oauth:grant-type:device_code";

async function prepare() {
  const service = await startService();
  const tenant = await makeTenant();
  const { clientId } = await aPublicClient(tenant.admin, { name: "Television", kind: "device" });
  return { service, tenant, person: await aMember(tenant.admin), device: { clientId } };
}

async function begin(service: TestService, { clientId }: { clientId: string }, headers: Record<string, string> = {}) {
  const answer = await send(service, {
    method: "POST",
    path: paths.deviceAuthorization,
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: `${new URLSearchParams({ client_id: clientId })}`,
  });
  return { status: answer.status, body: JSON.parse(answer.text) };
}

function ask(service: TestService, { clientId }: { clientId: string }, device_code: string) {
  return postToken(service, new URLSearchParams({ grant_type: GRANT, client_id: clientId, device_code }));
}

const userCodeOf = ({ body }: Awaited<ReturnType<typeof begin>>) => userCodeField.parse(body.user_code);
const refused = (error: string) => ({ status: 400, body: { error } });

test("TS-15 RFC 8628 openid-client goes the whole way, and refreshes", async () => {
  const { service, person, device } = await prepare();
  const config = await openid.discovery(new URL(service.issuer), device.clientId, undefined, openid.None(), {
    algorithm: "oauth2",
    execute: [openid.allowInsecureRequests],
  });
  const begun = await openid.initiateDeviceAuthorization(config, {});
  expect(begun).toMatchObject({ user_code: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/), expires_in: 600, interval: 5 });
  expect(begun.verification_uri).toMatch(/\/device$/);
  expect(begun.verification_uri_complete).toBe(`${begun.verification_uri}?code=${begun.user_code}`);
  expect(await findDevicePrompt(person, begun.user_code.toLowerCase().replace("-", " "))).toMatchObject({ state: "asks", client: { name: "Television" } });
  await answerDevice(person, { userCode: userCodeField.parse(begun.user_code), answer: "approve" });
  const tokens = await openid.pollDeviceAuthorizationGrant(config, { ...begun, interval: 0.1 });
  expect((await askMe(service, tokens.access_token)).body).toMatchObject({ sub: person.personId, tenant: { id: person.tenant.id } });
  const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? "");
  expect((await askMe(service, next.access_token)).status).toBe(200);
});

describe("TS-15 a device code", () => {
  test("RL-06 waits, and is told to slow down when it asks too often, by five seconds more each time", async () => {
    const { service, device } = await prepare();
    const { body } = await begin(service, device);
    const pass = (seconds: number) =>
      asOwner(["oidc_artifact"], (owner) =>
        owner.query(
          `UPDATE oidc_artifact SET payload = payload || jsonb_build_object('askedAt', (payload ->> 'askedAt')::float - $2)
           WHERE kind = 'DeviceCode' AND client_id = $1`,
          [device.clientId, seconds],
        ),
      );
    expect(await ask(service, device, body.device_code)).toMatchObject(refused("authorization_pending"));
    await pass(5);
    expect(await ask(service, device, body.device_code)).toMatchObject(refused("authorization_pending"));
    expect(await ask(service, device, body.device_code)).toMatchObject(refused("slow_down"));
    await pass(5);
    expect(await ask(service, device, body.device_code)).toMatchObject(refused("slow_down"));
    await pass(15);
    expect(await ask(service, device, body.device_code)).toMatchObject(refused("authorization_pending"));
    await pass(10);
    expect(await ask(service, device, body.device_code)).toMatchObject(refused("slow_down"));
  });

  test("that is denied is access_denied, and one that is over expired_token", async () => {
    const { service, person, device } = await prepare();
    const [denied, over] = [await begin(service, device), await begin(service, device)];
    await answerDevice(person, { userCode: userCodeOf(denied), answer: "deny" });
    expect(await ask(service, device, denied.body.device_code)).toMatchObject(refused("access_denied"));
    await asOwner(["oidc_artifact"], (owner) =>
      owner.query(
        `UPDATE oidc_artifact SET expires_at = now() - interval '1 second', payload = payload || jsonb_build_object('exp', extract(epoch FROM now())::int - 1)
         WHERE kind = 'DeviceCode' AND client_id = $1 AND consumed_at IS NULL`,
        [device.clientId],
      ),
    );
    expect(await ask(service, device, over.body.device_code)).toMatchObject(refused("expired_token"));
    await expect(answerDevice(person, { userCode: userCodeOf(over), answer: "approve" })).rejects.toMatchObject({ code: "not_found" });
    expect(await findConsents(person)).toEqual([]);
  });

  test("of twenty questions at once, at two instances, one gets tokens, ten times over; used again it ends them", { timeout: 60_000 }, async () => {
    const { service, person, device } = await prepare();
    const twin = await startService({ issuer: service.issuer });
    for (let round = 0; round < 10; round++) {
      const begun = await begin(service, device);
      await answerDevice(person, { userCode: userCodeOf(begun), answer: "approve" });
      const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => ask(nth % 2 ? service : twin, device, begun.body.device_code)));
      const issued = answers.filter(({ status }) => status === 200);
      expect(issued).toHaveLength(1);
      expect(await ask(service, device, begun.body.device_code)).toMatchObject(refused("invalid_grant"));
      for (const tokens of issued) expect((await askMe(service, tokenOf(tokens))).code).toBe("AccessTokenRevoked");
    }
  });

  test("is bound to its client", async () => {
    const { service, tenant, person, device } = await prepare();
    const other = await aPublicClient(tenant.admin, { name: "Other", kind: "device" });
    const begun = await begin(service, device);
    await answerDevice(person, { userCode: userCodeOf(begun), answer: "approve" });
    expect(await ask(service, other, begun.body.device_code)).toMatchObject(refused("invalid_grant"));
    tokenOf(await ask(service, device, begun.body.device_code));
  });

  test("R5 what it gave ends when the person takes it back", async () => {
    const { service, person, device } = await prepare();
    const begun = await begin(service, device);
    await answerDevice(person, { userCode: userCodeOf(begun), answer: "approve" });
    const tokens = await ask(service, device, begun.body.device_code);
    await revokeConsent(person, { consentId: (await findConsents(person))[0]?.id ?? "" });
    expect((await askMe(service, tokenOf(tokens))).code).toBe("AccessTokenRevoked");
    expect(await refresh(service, device, tokens)).toMatchObject(refused("invalid_grant"));
  });

  test("R25 R54 is only for a client whose grant is on, at the next request", async () => {
    const { service, tenant, person, device } = await prepare();
    const begun = await begin(service, device);
    await answerDevice(person, { userCode: userCodeOf(begun), answer: "approve" });
    await configure(device.clientId, { grants: [] });
    expect(await begin(service, device)).toMatchObject(refused("unauthorized_client"));
    expect(await ask(service, device, begun.body.device_code)).toMatchObject(refused("unauthorized_client"));
    const job = await makeClient(tenant);
    expect((await begin(service, job)).status).toBe(401);
    expect(await begin(service, job, { authorization: basic(job) })).toMatchObject(refused("unauthorized_client"));
  });
});

describe("the code that a person types", () => {
  test("TI-04 is for people of the right company alone, and is answered once", async () => {
    const { service, person, device } = await prepare();
    const begun = await begin(service, device);
    const stranger = await aMember((await makeTenant()).admin);
    await expect(answerDevice(stranger, { userCode: userCodeOf(begun), answer: "deny" })).rejects.toMatchObject({ code: "forbidden" });
    await answerDevice(person, { userCode: userCodeOf(begun), answer: "approve" });
    await expect(answerDevice(person, { userCode: userCodeOf(begun), answer: "approve" })).rejects.toMatchObject({ code: "not_found" });
    expect(await findDevicePrompt(person, begun.body.user_code)).toEqual({ state: "ended" });
  });

  test("RL-04 RFC 8628 section 5.1 cannot be guessed: five wrong ones, and the person has to wait", async () => {
    const { service, person, device } = await prepare();
    const begun = await begin(service, device);
    for (let nth = 0; nth < 30; nth++) expect(await findDevicePrompt(person, begun.body.user_code)).toMatchObject({ state: "asks" });
    for (let nth = 0; nth < 5; nth++) expect(await findDevicePrompt(person, "BCDF-GHJK")).toEqual({ state: "ended" });
    expect(await findDevicePrompt(person, begun.body.user_code)).toMatchObject({ state: "refused", reason: expect.stringContaining("Try again in") });
    await expect(answerDevice(person, { userCode: userCodeOf(begun), answer: "approve" })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is not in the table, and neither is the device code", async () => {
    const { service, device } = await prepare();
    const begun = await begin(service, device);
    const { rows } = await asOwner(["oidc_artifact"], (owner) => owner.query("SELECT * FROM oidc_artifact WHERE client_id = $1", [device.clientId]));
    const table = JSON.stringify(rows);
    for (const value of [begun.body.device_code, begun.body.user_code, userCodeOf(begun)]) expect(table).not.toContain(value);
  });
});
