import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { findMigration } from "#lib/api-token-migrations/find-migration";
import { findBulkJobs } from "#lib/bulk-jobs/find-bulk-jobs";
import { asScope } from "#lib/db/as-scope";
import { aPartnerClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { asOwner } from "#world/as-owner";
import { manyTenants } from "#world/many-tenants";
import { signInAs } from "./sign-in-as.ts";

const countEnabled = (clientId: string) => asScope({ role: "staff" }, (tx) => tx.enablement.count({ where: { clientId } }));
const finished = (page: Page) => expect(page.getByText("Every company has its result below.")).toBeVisible({ timeout: 30_000 });

async function prepare(tenants: number) {
  const cs = await aStaff({ role: "cs" });
  return { cs, partner: await aPartnerClient(cs), tenants: await manyTenants(tenants), sandbox: (await manyTenants(1, { environment: "sandbox" }))[0] };
}

async function downloaded(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).click()]);
  return readFile(await download.path(), "utf8");
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R41 a pasted list: what would happen, the job with its bar, a result for each company, the file, and what failed once more", async ({
      page,
      context,
    }) => {
      test.setTimeout(120_000);
      const { cs, partner, tenants, sandbox } = await prepare(60);
      await signInAs(context, cs);
      await page.goto(`/clients/${partner.clientId}/bulk`);
      await page.getByRole("link", { name: "Enable for many companies…" }).click();
      await page.getByLabel("Companies", { exact: true }).fill("nobody-at-all");
      await page.getByRole("button", { name: "See what would happen" }).click();
      await expect(page.getByText("Nothing would change, so there is nothing to start.")).toBeVisible();
      await expect(page.getByLabel("Companies", { exact: true })).toHaveValue("nobody-at-all");

      const list = [...tenants.map(({ slug }) => slug), `${sandbox?.slug},`, "nobody-at-all", "=cmd|x"];
      await page.getByLabel("Companies", { exact: true }).fill(list.join("\n"));
      await page.getByRole("button", { name: "See what would happen" }).click();
      const plan = page.getByRole("region", { name: "What would happen" });
      await expect(plan).toContainText("60 will be enabled");
      await expect(plan).toContainText("1 of the other environment");
      await expect(plan).toContainText("2 lines name no company");
      await expect(plan).toContainText("nobody-at-all");
      expect(await countEnabled(partner.clientId)).toBe(0);

      const lift = await failFor(tenants[7]?.id ?? "");
      await plan.getByRole("button", { name: "Enable for 60 companies" }).click();
      await expect(page).toHaveURL(/\/bulk\/[\w-]{36}$/);
      await expect(page.getByRole("figure", { name: /how far it is/ })).toBeVisible();
      await finished(page);
      await lift();
      await expect(page.getByRole("figure", { name: /how far it is/ })).toContainText("Enabled59");
      expect(await countEnabled(partner.clientId)).toBe(59);

      await page.getByRole("link", { name: /^Failed 2$/ }).click();
      const results = page.getByRole("table", { name: "Results" });
      await expect(results.getByRole("row")).toHaveCount(3);
      await expect(results).toContainText("is a production client");
      const file = await downloaded(page);
      expect(file.trim().split("\r\n")).toHaveLength(1 + 61 + 2);
      expect(file).toContain(`${tenants[3]?.name},${tenants[3]?.slug},${tenants[3]?.id},Enabled,`);
      expect(file).toContain("'=cmd|x,,,Not found,");

      await page.getByRole("button", { name: "Retry the failed" }).click();
      await finished(page);
      await expect(page.getByRole("link", { name: /^Failed 1$/ })).toBeVisible({ timeout: 20_000 });
      expect(await countEnabled(partner.clientId)).toBe(60);
      await page.goto(`/clients/${partner.clientId}/bulk`);
      await expect(page.getByRole("table", { name: "Bulk jobs" })).toContainText("60 enabled, 1 failed");
    });

    test("R42 a list of API-token users: lines of nobody stay to be mended, who is not enabled is enabled together, one is taken off", async ({
      page,
      context,
    }) => {
      test.setTimeout(120_000);
      const { cs, partner, tenants, sandbox } = await prepare(4);
      await signInAs(context, cs);
      await page.goto(`/clients/${partner.clientId}/migration`);
      await expect(page.getByText("No companies on the list")).toBeVisible();
      const field = page.getByLabel("Companies that use API tokens");
      await field.fill([...tenants.map(({ id }) => id), sandbox?.slug, "nobody-at-all"].join("\n"));
      await page.getByRole("button", { name: "Add to the list" }).click();
      await expect(page.getByText("4 companies added.")).toContainText(`Left out, because this client cannot be used in their environment: ${sandbox?.name}`);
      await expect(field).toHaveValue("nobody-at-all");
      await expect(page.getByRole("heading", { name: "0 of 4 companies have moved from API tokens" })).toBeVisible();

      await page.getByRole("button", { name: `Take ${tenants[0]?.name} off the list` }).click();
      await expect(page.getByRole("heading", { name: "0 of 3 companies" })).toBeVisible();
      await page.getByRole("link", { name: "Enable the 3 that are not…" }).click();
      await expect(page.getByRole("radio", { name: /The 3 companies that still use API tokens/ })).toBeChecked();
      await page.getByRole("button", { name: "See what would happen" }).click();
      await page.getByRole("button", { name: "Enable for 3 companies" }).click();
      await finished(page);
      await page.goto(`/clients/${partner.clientId}/migration?state=enabled`);
      await expect(page.getByRole("table", { name: "Companies that move from API tokens" }).getByRole("row")).toHaveCount(4);
      expect((await downloaded(page)).trim().split("\r\n")).toHaveLength(4);
      expect((await findMigration(cs, { clientId: partner.clientId, state: "enabled" }, {})).rows).toHaveLength(3);
    });
  });
}

test("R41 all that match a search are disabled, with the tab closed meanwhile", async ({ page, context }) => {
  test.setTimeout(120_000);
  const { cs, partner, tenants } = await prepare(30);
  const tag = tenants[0]?.slug.slice(0, 36) ?? "";
  const enablements = tenants.map(({ id }) => ({ clientId: partner.clientId, tenantId: id }));
  await asScope({ role: "staff" }, (tx) => tx.enablement.createMany({ data: enablements }));
  await signInAs(context, cs);
  await page.goto(`/clients/${partner.clientId}/bulk/new?verb=disable`);
  await page.getByRole("radio", { name: "All that have it and match a search" }).check();
  await page.getByLabel("Company or slug").fill(tag);
  await page.getByRole("button", { name: "See what would happen" }).click();
  await expect(page.getByRole("radio", { name: "All that have it and match a search" })).toBeChecked();
  await page.getByRole("button", { name: "Disable for 30 companies" }).click();
  await expect(page).toHaveURL(/\/bulk\/[\w-]{36}$/);
  await page.close();
  await expect.poll(() => countEnabled(partner.clientId), { timeout: 30_000 }).toBe(0);
  expect((await findBulkJobs(cs, partner, {})).rows).toMatchObject([{ verb: "disable", counts: { done: 30 } }]);
});

test("R41 a page that is at work keeps itself up to date and moves nothing (CLS under 0.02); cancelled, the rest is left as it is", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const { cs, partner, tenants } = await prepare(1_500);
  await signInAs(context, cs);
  await page.goto(`/clients/${partner.clientId}/bulk/new?verb=enable`);
  await page.getByLabel("Companies", { exact: true }).fill(tenants.map(({ slug }) => slug).join("\n"));
  await page.getByRole("button", { name: "See what would happen" }).click();
  await page.getByRole("button", { name: "Enable for 1,500 companies" }).click();
  await expect(page).toHaveURL(/\/bulk\/[\w-]{36}$/);
  await page.evaluate(() => {
    const seen = { shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const enabled = page.getByRole("listitem").filter({ hasText: /^Enabled\d/ });
  await expect(enabled).not.toHaveText("Enabled0", { timeout: 20_000 });
  const before = await enabled.textContent();
  await expect(enabled).not.toHaveText(before ?? "", { timeout: 20_000 });
  expect(await page.evaluate(() => (window as unknown as { seen: { shift: number } }).seen.shift)).toBeLessThan(0.02);

  await page.getByRole("button", { name: "Cancel what waits" }).click();
  await finished(page);
  const [job] = (await findBulkJobs(cs, partner, {})).rows;
  expect(job).toMatchObject({ state: "cancelled", counts: { waiting: 0, failed: 0 } });
  expect(await countEnabled(partner.clientId)).toBe(job?.counts.done);
});

/** Makes the database refuse one company, as a fault would, until it is lifted. */
async function failFor(tenantId: string): Promise<() => Promise<void>> {
  const name = `fail_${tenantId.replaceAll("-", "")}`;
  await asOwner(["enablement"], (owner) =>
    owner.query(`
      CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a fault'; END $$;
      CREATE TRIGGER ${name} BEFORE INSERT ON enablement FOR EACH ROW WHEN (NEW.tenant_id = '${tenantId}') EXECUTE FUNCTION ${name}()`),
  );
  return () =>
    asOwner(["enablement"], async (owner) => {
      await owner.query(`DROP FUNCTION ${name}() CASCADE`);
    });
}
