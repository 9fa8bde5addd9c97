"use server";
import { requestPasswordReset } from "#lib/members/request-password-reset";
import { forgotPasswordInput } from "#lib/members/schemas";
import { openAction } from "../_server/action.ts";
import { requestOrigin } from "../_server/origin.ts";

export const forgotPasswordAction = openAction(forgotPasswordInput, async (input) => {
  await requestPasswordReset(await requestOrigin(), input);
  return { email: input.email };
});
