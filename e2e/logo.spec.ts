import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { aClient } from "#world/a-client";
import { aTenant } from "#world/a-tenant";
import { changeSettings } from "#world/change-settings";
import { signInAs } from "./sign-in-as.ts";

test("R61 IN-08 nobody fetches a logo's address: not the server, and not the browser of whoever looks at the client", async ({ page, context }) => {
  let hits = 0;
  const canary = createServer((_request, response) => {
    hits++;
    response.end();
  });
  await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
  try {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await changeSettings(admin, client, { logoUri: `${address}/logo.svg`, homePageUri: `${address}/`, maker: "Meridian Systems" });
    await signInAs(context, admin);
    for (const path of ["/clients", `/clients/${client.clientId}`, `/clients/${client.clientId}/settings`, `/clients/${client.clientId}/activity`]) {
      await page.goto(path, { waitUntil: "networkidle" });
    }
    await expect(page.getByRole("heading", { level: 1 })).toContainText(client.name);
    expect(hits).toBe(0);
  } finally {
    canary.close();
  }
});
