import { setTimeout as pause } from "node:timers/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import * as openid from "openid-client";
import { endpoints } from "#lib/endpoints";
import { aClient } from "#world/a-client";
import { aTenant } from "#world/a-tenant";
import { outcomeOf } from "./ask-for-token.ts";
import { signInAs } from "./sign-in-as.ts";

/** An application at work: it asks for one token after the other, with the secret that its configuration holds then. */
async function anApplicationAtWork(clientId: string, firstSecret: string) {
  const configuration = { secret: firstSecret };
  const authenticate: openid.ClientAuth = (...request) => openid.ClientSecretBasic(configuration.secret)(...request);
  const config = await openid.discovery(new URL(endpoints().issuer), clientId, undefined, authenticate, {
    algorithm: "oauth2",
    execute: [openid.allowInsecureRequests],
  });
  const granted = new Map<string, number>();
  const failures: unknown[] = [];
  let isAtWork = true;
  async function work(): Promise<void> {
    while (isAtWork) {
      const { secret } = configuration;
      try {
        await openid.clientCredentialsGrant(config);
        granted.set(secret, (granted.get(secret) ?? 0) + 1);
      } catch (error) {
        failures.push(error);
      }
      await pause(25);
    }
  }
  const done = work();
  return {
    failures,
    configuration,
    async getsFiveTokensMore() {
      const { secret } = configuration;
      const before = granted.get(secret) ?? 0;
      await expect.poll(() => granted.get(secret) ?? 0).toBeGreaterThanOrEqual(before + 5);
    },
    async stop() {
      isAtWork = false;
      await done;
    },
  };
}

function rowOf(page: Page, secret: string): Locator {
  return page
    .getByRole("table", { name: "Secrets" })
    .getByRole("row")
    .filter({ hasText: secret.slice(-4) });
}

async function lastUse(row: Locator): Promise<number> {
  const times = row.getByRole("cell").nth(2).locator("time");
  await expect(times).toHaveCount(1, { timeout: 1_000 });
  return Date.parse((await times.getAttribute("datetime")) ?? "");
}

test("R18 R19 R20 a company admin rotates the secret of an application at work, sees that the old one is used no more, and retires it: not one request failed", async ({
  page,
  context,
}) => {
  const { admin } = await aTenant();
  const { clientId, secret: old } = await aClient(admin, { name: "Nightly ledger export" });
  const application = await anApplicationAtWork(clientId, old);
  await application.getsFiveTokensMore();

  await signInAs(context, admin);
  await page.goto(`/clients/${clientId}/secrets`);
  await page.getByRole("link", { name: "Reset First secret" }).click();
  await page.getByText("Keep it for 1 hour").click();
  await page.getByRole("button", { name: "Reset and show the new one" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("keeps working until");
  const successor = await dialog.locator("code").first().innerText();
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await expect(rowOf(page, old)).toContainText("Replaced, works until");
  await application.getsFiveTokensMore();

  application.configuration.secret = successor;
  await application.getsFiveTokensMore();
  await expect(async () => {
    await page.goto(`/clients/${clientId}/secrets`);
    expect(await lastUse(rowOf(page, successor))).toBeGreaterThan(await lastUse(rowOf(page, old)));
  }).toPass();

  await rowOf(page, old).getByRole("link", { name: "Retire First secret" }).click();
  await expect(page.getByText("It was last used")).toBeVisible();
  await page.getByRole("button", { name: "Retire the secret" }).click();
  await expect(rowOf(page, old)).toContainText("Retired");
  await application.getsFiveTokensMore();
  await application.stop();

  expect(application.failures).toEqual([]);
  expect(await outcomeOf(clientId, old)).toBe("invalid_client");
  expect(await outcomeOf(clientId, successor)).toBe("granted");
});
