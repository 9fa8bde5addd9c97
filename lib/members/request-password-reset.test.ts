import { expect, it } from "vitest";
import { requestPasswordReset } from "#lib/members/request-password-reset";
import { aBrowser, anEmail } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { refusal } from "#world/refusal";

it("R60 answers the same whether there is such a person or not", async () => {
  const { admin } = await aTenant();
  for (const email of [admin.email, anEmail()]) expect(await requestPasswordReset(aBrowser(), { email })).toBeUndefined();
});

it("RL-01 R60 is asked for five times from one address and not more, and a stranger does not use up the person's own", async () => {
  const { admin } = await aTenant();
  const stranger = aBrowser();
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => requestPasswordReset(stranger, admin)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  await expect(requestPasswordReset(stranger, admin)).rejects.toEqual(refusal("forbidden", "Too many tries"));
  await requestPasswordReset(aBrowser(), admin);
});
