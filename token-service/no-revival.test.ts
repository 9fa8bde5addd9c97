import { describe, expect, test } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { answerDevice } from "#lib/consents/answer-device";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findConsents } from "#lib/consents/find-consents";
import { findPrompt } from "#lib/consents/find-prompt";
import { revokeConsent } from "#lib/consents/revoke-consent";
import { userCodeField } from "#lib/consents/schemas";
import { paths } from "#lib/endpoints";
import { aPublicClient } from "#world/a-client";
import { aMember } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp } from "#world/an-app";
import { asOwner } from "#world/as-owner";
import { decideOn } from "#world/decide-on";
import {
  askMe,
  authorize,
  begin,
  comeBack,
  exchange,
  makeCodeClient,
  makeTenant,
  pkce,
  postAs,
  postToken,
  REDIRECT_URI,
  refresh,
  startService,
  type TestService,
  tokenOf,
} from "./test-world.ts";

const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
type Aim = { clientId: string };

/** The person has answered, and the browser is not back yet. */
async function answered(service: TestService, person: TenantActor, { clientId }: Aim) {
  const begun = await begin(service, { client_id: clientId, redirect_uri: REDIRECT_URI, response_type: "code", ...pkce().challenge });
  const prompt = await findPrompt(person, begun.interaction);
  const version = prompt.state === "asks_company" ? prompt.app.version : undefined;
  const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve", version });
  return () => comeBack(service, begun, ticket);
}

async function takeBack(person: TenantActor) {
  for (const { id } of await findConsents(person)) await revokeConsent(person, { consentId: id });
}

/** As if they had been written when what ended them had just looked. */
async function missTheEnd({ clientId }: Aim) {
  await asOwner(["oidc_artifact"], async (owner) => {
    await owner.query("ALTER TABLE oidc_artifact DISABLE TRIGGER USER");
    await owner.query("UPDATE oidc_artifact SET revoked_at = NULL WHERE client_id = $1", [clientId]);
    await owner.query("ALTER TABLE oidc_artifact ENABLE TRIGGER USER");
  });
}

describe("R5 R54 what a person took back does not come to life when they allow the client again", () => {
  test("an answer whose browser was not back yet", async () => {
    const [service, tenant] = [await startService(), await makeTenant()];
    const [person, client] = [await aMember(tenant.admin), await makeCodeClient(tenant)];
    const [other, goBack] = [await aMember(tenant.admin), await answered(service, person, client)];
    const goOn = await answered(service, other, client);
    await takeBack(person);
    tokenOf(await exchange(service, client, await authorize(service, person, client)));
    expect(await goBack()).toMatchObject({ status: 400, location: null });
    expect((await goOn()).location?.searchParams.get("code")).toBeTruthy();
  });

  test("an answer that the device has not fetched yet", async () => {
    const [service, tenant] = [await startService(), await makeTenant()];
    const [person, { clientId }] = [await aMember(tenant.admin), await aPublicClient(tenant.admin, { kind: "device" })];
    const beginOnDevice = async () => {
      const { text } = await postAs(service, { clientId }, paths.deviceAuthorization, {});
      const { device_code, user_code } = JSON.parse(text);
      await answerDevice(person, { userCode: userCodeField.parse(user_code), answer: "approve" });
      return () => postToken(service, new URLSearchParams({ grant_type: DEVICE, client_id: clientId, device_code }));
    };
    const first = await beginOnDevice();
    await takeBack(person);
    const second = await beginOnDevice();
    expect(await first()).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    tokenOf(await second());
  });

  test("a token and a refresh token that were issued in the very moment", async () => {
    const [service, tenant] = [await startService(), await makeTenant()];
    const [person, client] = [await aMember(tenant.admin), await makeCodeClient(tenant)];
    const tokens = await exchange(service, client, await authorize(service, person, client));
    await takeBack(person);
    await missTheEnd(client);
    const next = await exchange(service, client, await authorize(service, person, client));
    expect((await askMe(service, tokenOf(tokens))).status).toBe(401);
    expect(await refresh(service, client, tokens)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    expect((await askMe(service, tokenOf(next))).status).toBe(200);
  });
});

describe.each(["clear", "block"] as const)("R45 R46 what an admin ended with %s does not come to life when the app is approved again", (answer) => {
  const prepare = async () => {
    const [service, { admin, tenant }] = [await startService(), await aTenant()];
    const app = await anApp(tenant);
    const endIt = async () => {
      await decideOn(admin, app, answer);
      if (answer === "block") await decideOn(admin, app, "clear");
    };
    return { service, admin, app, endIt };
  };

  test("an admin's answer whose browser was not back yet", async () => {
    const { service, admin, app, endIt } = await prepare();
    const goBack = await answered(service, admin, app);
    await endIt();
    await decideOn(admin, app, "approve");
    expect(await goBack()).toMatchObject({ status: 400, location: null });
  });

  test("a token and a refresh token that were issued in the very moment", async () => {
    const { service, admin, app, endIt } = await prepare();
    const tokens = await exchange(service, app, await authorize(service, admin, app));
    await endIt();
    await missTheEnd(app);
    await decideOn(admin, app, "approve");
    expect((await askMe(service, tokenOf(tokens))).status).toBe(401);
    expect(await refresh(service, app, tokens)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    expect((await askMe(service, tokenOf(await exchange(service, app, await authorize(service, admin, app))))).status).toBe(200);
  });
});
