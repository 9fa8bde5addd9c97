import { expect, test } from "@playwright/test";
import { getClientSettings } from "#lib/clients/get-client-settings";
import { aPartnerClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { signInAs } from "./sign-in-as.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R47 staff promote a sandbox client, tick the URIs that fit, and the two lead to each other", async ({ page, context }) => {
      const staff = await aStaff({ role: "cs" });
      const redirectUris = ["https://sandbox.meridian.example/cb", "https://app.meridian.example/cb"];
      const { clientId } = await aPartnerClient(staff, { name: "Meridian Analytics", environment: "sandbox", redirectUris });
      await signInAs(context, staff);
      await page.goto(`/clients/${clientId}`);
      await page.getByRole("link", { name: "Promote to production…" }).click();
      await page.getByRole("checkbox", { name: "https://app.meridian.example/cb" }).check();
      const others = page.getByRole("textbox", { name: "Redirect URIs of production, one to a line" });
      await others.fill("http://eu.meridian.example/cb");
      await page.getByRole("button", { name: "Make the production client" }).click();
      await expect(page.getByText(/“http:\/\/eu\.meridian\.example\/cb”: .*\(Rule \d+\)/)).toBeVisible();
      await expect(page.getByRole("checkbox", { name: "https://app.meridian.example/cb" })).toBeChecked();
      await others.fill("https://eu.meridian.example/cb");
      await page.getByRole("button", { name: "Make the production client" }).click();
      await expect(page.getByRole("region", { name: "Sandbox" }).getByRole("link", { name: "Meridian Analytics" })).toBeVisible();
      const production = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      expect(production).not.toBe(clientId);
      const { settings, environment, isDraft } = await getClientSettings(staff, production);
      expect({ environment, isDraft, uris: settings.redirectUris }).toEqual({
        environment: "production",
        isDraft: true,
        uris: ["https://app.meridian.example/cb", "https://eu.meridian.example/cb"],
      });

      await page.goto(`/clients/${clientId}/promote`);
      await expect(page.getByRole("heading", { name: "Meridian Analytics is promoted" })).toBeVisible();
      await page.getByRole("main").getByRole("link", { name: "Meridian Analytics", exact: true }).last().click();
      await expect(page).toHaveURL(new RegExp(`${production}$`));
    });
  });
}
