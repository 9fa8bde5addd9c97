import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "@playwright/test";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { anActivePartnerClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { signInAs } from "./sign-in-as.ts";

/** An application of the company that listens; `answer` says with what. */
async function aReceiver() {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const said = { status: 204 };
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    response.writeHead(said.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { url, received, answer: (status: number) => Object.assign(said, { status }), close: () => server.close() };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R39 an admin sets a webhook, sees what arrived and what did not and why, sends it again, and removes it after being asked", async ({
      page,
      context,
    }) => {
      test.setTimeout(120_000);
      const [receiver, staff, { admin, tenant }] = [await aReceiver(), await aStaff(), await aTenant()];
      const { clientId, name } = await anActivePartnerClient(staff);
      await signInAs(context, admin);
      await page.goto("/webhook");
      await page.getByLabel("Address").fill("http://example.com/hook");
      await page.getByRole("button", { name: "Set the webhook" }).click();
      await expect(page.getByText("Begin with https://")).toBeVisible();
      await page.getByLabel("Address").fill(receiver.url);
      await page.getByRole("button", { name: "Set the webhook" }).click();
      await expect(page.getByText("The webhook is set")).toBeVisible();
      const secret = /whsec_[A-Za-z0-9+/]{43}=/.exec(await page.getByRole("main").innerText())?.[0] ?? "";
      expect(secret).not.toBe("");
      await page.getByRole("link", { name: "I have saved it" }).click();
      await expect(page.getByRole("link", { name: "Remove the webhook…" })).toBeVisible();
      await expect(page.getByText(secret)).toHaveCount(0);

      await enableForTenant(staff, { clientId, tenantId: tenant.id });
      await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(1);
      const { headers, body } = receiver.received[0] ?? { headers: {}, body: "" };
      const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
      const signature = createHmac("sha256", Buffer.from(secret.slice(6), "base64"))
        .update(signed)
        .digest("base64");
      expect(headers["webhook-signature"]).toBe(`v1,${signature}`);
      const row = (event: string) => page.getByRole("row").filter({ hasText: event });
      await expect(async () => {
        await page.reload();
        await expect(row("enablement.enabled")).toContainText("Arrived");
      }).toPass({ timeout: 20_000 });
      await expect(row("enablement.enabled")).toContainText(name);
      await page.getByRole("button", { name: "Send enablement.enabled again" }).click();
      if (javaScriptEnabled) await expect(page.getByText("enablement.enabled is on its way again.", { exact: true })).toBeVisible();
      await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(2);

      receiver.answer(500);
      await disableForTenant(staff, { clientId, tenantId: tenant.id });
      await expect(async () => {
        await page.reload();
        await expect(row("enablement.disabled")).toContainText("It answered 500.");
      }).toPass({ timeout: 20_000 });
      await expect(row("enablement.disabled")).toContainText("and goes on trying");

      await page.getByRole("link", { name: "Remove the webhook…" }).click();
      await expect(page.getByRole("heading", { name: `Tell ${new URL(receiver.url).host} nothing any more?` })).toBeVisible();
      await page.getByRole("link", { name: "Cancel" }).click();
      await expect(row("enablement.disabled")).toBeVisible();
      await page.getByRole("link", { name: "Remove the webhook…" }).click();
      await page.getByRole("button", { name: "Remove it" }).click();
      if (javaScriptEnabled) await expect(page.getByText("The webhook is removed. Nothing is sent any more.", { exact: true })).toBeVisible();
      await expect(page.getByText("Set an address first.")).toBeVisible();
      await page.goto("/webhook/remove");
      await expect(page.getByRole("heading", { name: "Remove the webhook" })).toHaveCount(0);
      receiver.close();
    });
  });
}
