import { expect, it } from "vitest";
import { findUsage, USAGE_DAYS } from "#lib/usage/find-usage";
import { aClient, aPartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { recordUse } from "#world/record-use";
import { refusal } from "#world/refusal";

const today = () => new Date().toISOString().slice(0, 10);

it("R57 tells thirty days that end today, the days without a token among them, and leaves out what is older", async () => {
  const { admin } = await aTenant();
  const client = await aClient(admin);
  await recordUse(client, { hoursAgo: 24 * 40, days: 3, tokensADay: 50 });
  await recordUse(client, { hoursAgo: 0, days: 1, tokensADay: 50 });
  const days = await findUsage(admin, client.clientId);
  expect([days.length, days.at(-1)?.day]).toEqual([USAGE_DAYS, today()]);
  expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).sort());
  expect(days.map(({ tokens }) => tokens > 0)).toEqual([...Array(USAGE_DAYS - 2).fill(false), true, true]);
});

it("R57 R1 R2 an admin sees their own clients, staff see every one, and a member none", async () => {
  const [{ admin }, other, staff] = [await aTenant(), await aTenant(), await aStaff({ role: "cs" })];
  const [client, partner] = [await aClient(admin), await aPartnerClient(staff)];
  for (const each of [client, partner]) await recordUse(each, { hoursAgo: 0, days: 0, tokensADay: 50 });
  const todays = async (actor: Parameters<typeof findUsage>[0], { clientId }: { clientId: string }) => (await findUsage(actor, clientId)).at(-1)?.tokens;
  expect(await todays(admin, client)).toBeGreaterThan(0);
  expect(await todays(staff, client)).toBeGreaterThan(0);
  expect(await todays(staff, partner)).toBeGreaterThan(0);
  expect([await todays(other.admin, client), await todays(admin, partner)]).toEqual([0, 0]);
  await expect(findUsage(await aMember(admin), client.clientId)).rejects.toEqual(refusal("forbidden"));
});

it("IN-03 what is no client ID has no use", async () => {
  const { admin } = await aTenant();
  for (const clientId of ["", "\0", "unknown", "x".repeat(100_000)]) expect((await findUsage(admin, clientId)).every(({ tokens }) => tokens === 0)).toBe(true);
});
