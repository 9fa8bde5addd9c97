import { expect, type Page, test } from "@playwright/test";
import { decodeJwt } from "jose";
import type { TenantActor } from "#lib/access/actor";
import { endpoints } from "#lib/endpoints";
import { Grant } from "#prisma/generated/enums";
import { aClient, aPublicClient } from "#world/a-client";
import { aTenant } from "#world/a-tenant";
import { changeSettings } from "#world/change-settings";
import { runSnippet } from "./run-snippet.ts";
import { signInAs } from "./sign-in-as.ts";

const CALLBACK = "https://app.example/callback";

test("R58 every grant has its snippets run below", () => {
  const run = ["client_credentials", "authorization_code", "refresh_token", "device_code"];
  expect(Object.values(Grant).filter((grant) => !run.includes(grant))).toEqual([]);
});

/** The text to the letter, as it would be copied. */
async function shown(page: Page, grant: string, label: "curl" | "Node"): Promise<string> {
  const section = page.getByRole("region", { name: `Get a token: ${grant}` });
  return (await section.getByRole("figure").filter({ hasText: label }).locator("code").textContent()) ?? "";
}

async function whoIs(token: string): Promise<unknown> {
  return (await fetch(endpoints().me, { headers: { Authorization: `Bearer ${token}` } })).json();
}

const tokensIn = (said: string) => JSON.parse(said.slice(said.lastIndexOf("{")));

for (const { authMethod, actsFor } of [
  { authMethod: "client_secret_basic", actsFor: "team" },
  { authMethod: "client_secret_post", actsFor: "team" },
  { authMethod: "client_secret_basic", actsFor: "person" },
] as const) {
  test(`R58 R29 what the page shows for client credentials with ${authMethod} for a ${actsFor} runs as it is, by curl and by Node`, async ({
    page,
    context,
  }) => {
    const { admin, team } = await aTenant();
    const client = await aClient(admin);
    await changeSettings(admin, client, { authMethod, mayActForUsers: actsFor === "person" });
    await signInAs(context, admin);
    await page.goto(`/clients/${client.clientId}`);
    if (actsFor === "person") {
      await page.getByRole("combobox", { name: "Team or person" }).selectOption({ label: `${admin.name} (${admin.email})` });
      await page.getByRole("button", { name: "Show the request" }).click();
      await expect(page).toHaveURL(/scope=user/);
    }
    const secrets = { OAUTH_CLIENT_SECRET: client.secret };
    const byCurl = await runSnippet("curl", await shown(page, "Client credentials", "curl"), secrets);
    const actor = actsFor === "team" ? { team: { id: team.teamId } } : { user: { id: admin.personId } };
    expect(await whoIs(tokensIn(byCurl).access_token)).toMatchObject({ client_id: client.clientId, ...actor });

    const byNode = await runSnippet("Node", await shown(page, "Client credentials", "Node"), secrets);
    expect(byNode).toContain(client.clientId);
    expect(byNode).toContain(actsFor === "team" ? team.teamId : admin.personId);
  });
}

for (const authMethod of ["client_secret_basic", "client_secret_post", "none"] as const) {
  test(`R58 what the page shows for people who sign in with ${authMethod} runs as it is, by curl and by Node`, async ({ page, context }) => {
    const { admin } = await aTenant();
    const { clientId, secrets } = authMethod === "none" ? await aBrowserApp(admin) : await aServerApp(admin, authMethod);
    await signInAs(context, admin);
    await page.goto(`/clients/${clientId}`);
    const allow = async (said: string) => {
      const person = await context.newPage();
      const arrives = person.waitForRequest((request) => request.url().startsWith(CALLBACK));
      // Nobody is at home there; and the second time the person is not asked, since they have allowed it already.
      const asks = person.goto(/http:\S+code_challenge\S+/.exec(said)?.[0] ?? "").then(() => person.getByRole("button", { name: "Approve" }).click());
      await Promise.race([arrives, asks.catch(() => undefined)]);
      return (await arrives).url();
    };

    const tokens = tokensIn(await runSnippet("curl", await shown(page, "Authorization Code", "curl"), secrets, allow));
    expect(await whoIs(tokens.access_token)).toMatchObject({ sub: admin.personId, client_id: clientId, scope: "openid" });
    expect(decodeJwt(tokens.id_token)).toMatchObject({ sub: admin.personId, aud: clientId });
    expect(await runSnippet("Node", await shown(page, "Authorization Code", "Node"), secrets, allow)).toContain(admin.personId);

    const refresh = { ...secrets, OAUTH_REFRESH_TOKEN: tokens.refresh_token };
    const next = tokensIn(await runSnippet("curl", await shown(page, "Refresh Token", "curl"), refresh));
    expect(await whoIs(next.access_token)).toMatchObject({ sub: admin.personId });
    const again = { ...secrets, OAUTH_REFRESH_TOKEN: next.refresh_token };
    expect(await runSnippet("Node", await shown(page, "Refresh Token", "Node"), again)).toContain(admin.personId);
  });
}

async function aServerApp(admin: TenantActor, authMethod: "client_secret_basic" | "client_secret_post") {
  const client = await aClient(admin, { allowClientCredentials: false });
  await changeSettings(admin, client, { authMethod, redirectUris: [CALLBACK], grants: ["authorization_code", "refresh_token"] });
  return { clientId: client.clientId, secrets: { OAUTH_CLIENT_SECRET: client.secret as string } };
}

async function aBrowserApp(admin: TenantActor) {
  const { clientId } = await aPublicClient(admin, { redirectUri: CALLBACK });
  return { clientId, secrets: {} };
}

test("R58 what the page shows for a device runs as it is, by curl and by Node", async ({ page, context }) => {
  const { admin } = await aTenant();
  const { clientId } = await aPublicClient(admin, { kind: "device" });
  await signInAs(context, admin);
  await page.goto(`/clients/${clientId}`);
  const allow = async (said: string) => {
    const person = await context.newPage();
    const userCode = /[A-Z]{4}-[A-Z]{4}/.exec(said)?.[0] ?? "";
    await person.goto(/http[^\s"]+\/device\b/.exec(said)?.[0] ?? "");
    await person.getByRole("textbox").fill(userCode);
    await person.keyboard.press("Enter");
    await person.getByRole("button", { name: "Approve" }).click();
    await expect(person.getByRole("heading", { level: 1 })).toHaveText("Go back to your device");
    return undefined;
  };
  const tokens = tokensIn(await runSnippet("curl", await shown(page, "Device Authorization", "curl"), {}, allow));
  expect(await whoIs(tokens.access_token)).toMatchObject({ sub: admin.personId, client_id: clientId });
  expect(await runSnippet("Node", await shown(page, "Device Authorization", "Node"), {}, allow)).toContain(admin.personId);
});
