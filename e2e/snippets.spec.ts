import { expect, test } from "@playwright/test";
import { servedGrants } from "#lib/clients/served-grants";
import { endpoints } from "#lib/endpoints";
import { aClient } from "#world/a-client";
import { aTenant } from "#world/a-tenant";
import { changeSettings } from "#world/change-settings";
import { runSnippet } from "./run-snippet.ts";
import { signInAs } from "./sign-in-as.ts";

type Grant = (typeof servedGrants)[number];
type Way = { authMethod: "client_secret_basic" | "client_secret_post"; actsFor: "team" | "person" };

/** A grant that is served must be tried here. */
const ways: Partial<Record<Grant, Way[]>> = {
  client_credentials: [
    { authMethod: "client_secret_basic", actsFor: "team" },
    { authMethod: "client_secret_post", actsFor: "team" },
    { authMethod: "client_secret_basic", actsFor: "person" },
  ],
};

test("R58 every grant that is served has its snippets run", () => {
  expect(servedGrants.filter((grant) => !ways[grant])).toEqual([]);
});

for (const { authMethod, actsFor } of ways.client_credentials ?? []) {
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
    const figure = (label: string) => page.getByRole("figure").filter({ hasText: label }).locator("code");
    const secrets = { OAUTH_CLIENT_SECRET: client.secret };
    const actor = actsFor === "team" ? { team: { id: team.teamId } } : { user: { id: admin.personId } };

    const byCurl = await runSnippet("curl", (await figure("curl").textContent()) ?? "", secrets);
    const answer = await fetch(endpoints().me, { headers: { Authorization: `Bearer ${JSON.parse(byCurl).access_token}` } });
    expect(await answer.json()).toMatchObject({ client_id: client.clientId, ...actor });

    const byNode = await runSnippet("Node", (await figure("Node").textContent()) ?? "", secrets);
    expect(byNode).toContain(client.clientId);
    expect(byNode).toContain(actsFor === "team" ? team.teamId : admin.personId);
  });
}

test("R58 a grant that is on but not served says so, instead of a snippet that would fail", async ({ page, context }) => {
  const { admin } = await aTenant();
  const client = await aClient(admin);
  await changeSettings(admin, client, { redirectUris: ["https://app.example/callback"], grants: ["authorization_code", "refresh_token"] });
  await signInAs(context, admin);
  await page.goto(`/clients/${client.clientId}`);
  const shown = servedGrants.filter((grant) => grant === "authorization_code" || grant === "refresh_token").length;
  await expect(page.getByText("The token service does not serve this grant yet")).toHaveCount(2 - shown);
  await expect(page.getByRole("figure")).toHaveCount(2 * shown);
});
