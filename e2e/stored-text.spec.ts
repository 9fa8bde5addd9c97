import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { registerClient } from "#lib/clients/register-client";
import { registerClientInput } from "#lib/clients/schemas";
import { issueSecret } from "#lib/secrets/issue-secret";
import { createTeam } from "#lib/tenants/create-team";
import { aMember } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { changeSettings } from "#world/change-settings";
import { signInAs } from "./sign-in-as.ts";

const payloads = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg onload=alert(1)>',
  "'-alert(1)-'",
  "javascript:alert(1)",
  "</title><script>alert(1)</script>",
  "{{constructor.constructor('alert(1)')()}}",
  "<!--<script>alert(1)//-->",
  "</script><script>alert(1)</script>",
  "<a href=javascript:alert(1)>x</a>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
];

test("OH-04 what people type is shown as text, wherever it is shown", async ({ page, context }) => {
  const alarms: string[] = [];
  page.on("dialog", (dialog) => {
    alarms.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("console", (message) => message.text().includes("Content Security Policy") && alarms.push(message.text()));

  const { admin } = await aTenant({ name: payloads[0], adminName: payloads[2] });
  const clientIds = [];
  for (const name of payloads) {
    const input = registerClientInput.parse({ name, idempotencyKey: randomUUID(), kind: "job" });
    clientIds.push((await registerClient(admin, input)).clientId);
    await createTeam(admin, { name });
    await aMember(admin, { name });
  }
  const [clientId = ""] = clientIds;
  await changeSettings(admin, { clientId }, { maker: payloads[1], notes: payloads.join("\n"), homePageUri: "https://example.com/?<script>alert(1)</script>" });
  for (const name of payloads.slice(0, 9)) await issueSecret(admin, { clientId, name: name.slice(0, 60), idempotencyKey: randomUUID() });

  await signInAs(context, admin);
  for (const path of ["/clients", "/people", "/teams", "/audit", "/account", ...clientIds.map((id) => `/clients/${id}`)]) await page.goto(path);
  for (const part of ["settings", "secrets", "activity", "delete"]) await page.goto(`/clients/${clientId}/${part}`);
  await page.goto("/clients");
  for (const name of payloads) await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  expect(alarms).toEqual([]);
});
