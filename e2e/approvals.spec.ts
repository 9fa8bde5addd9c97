import { expect, test } from "@playwright/test";
import { requestInstallation } from "#lib/installations/request-installation";
import { aMember } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp, widenApp } from "#world/an-app";
import { signInAs } from "./sign-in-as.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R45 R46 an admin approves what a member asked for, sees later what is new, denies it, and ends it all", async ({ page, context }) => {
      const { admin, tenant } = await aTenant();
      const member = await aMember(admin);
      const app = await anApp(tenant, { scopes: ["portfolio:read"] });
      await requestInstallation(member, { clientId: app.clientId, reason: "For the weekly report." });
      await signInAs(context, admin);
      await page.goto("/");
      await page.getByRole("link", { name: "Answer" }).click();
      await expect(page.getByRole("row").filter({ hasText: "For the weekly report." })).toContainText(member.name);
      await page.getByRole("link", { name: "Meridian Analytics" }).click();
      await expect(page.getByText("Title of portfolio:read")).toBeVisible();
      await expect(page.getByText("as a service account of its own, not as you")).toBeVisible();
      await page.getByRole("button", { name: "Approve" }).click();
      await expect(page.getByText("Nobody is waiting")).toBeVisible();
      await expect(page.getByRole("row").filter({ hasText: "Meridian Analytics" })).toContainText("Approved");

      await signInAs(context, member);
      await page.goto("/account");
      await expect(page.getByText(`Approved by ${admin.name}`)).toBeVisible();

      await widenApp(app, { redirectUris: ["https://new.example/cb"] });
      await signInAs(context, admin);
      await page.goto("/approvals");
      await expect(page.getByRole("row").filter({ hasText: "Meridian Analytics" })).toContainText("Approved, and asks for more");
      await page.getByRole("link", { name: "Meridian Analytics" }).click();
      await expect(page.getByRole("row").filter({ hasText: "Redirect URIs" })).toContainText("https://new.example/cb");
      await widenApp(app, { scopes: ["portfolio:write"] });
      await page.getByRole("button", { name: "Approve" }).click();
      await expect(page.getByText("changed while you were looking at it")).toBeVisible();
      await page.reload();
      await page.getByRole("button", { name: "Deny" }).click();
      await expect(page.getByRole("row").filter({ hasText: "Meridian Analytics" })).not.toContainText("asks for more");
      await page.getByRole("link", { name: "Meridian Analytics" }).click();
      await page.getByRole("button", { name: "Clear the decision" }).click();
      await expect(page.getByRole("row").filter({ hasText: "Meridian Analytics" })).toHaveCount(0);
    });
  });
}
