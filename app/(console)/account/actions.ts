"use server";
import { changePassword } from "#lib/members/change-password";
import { changePasswordInput, sessionInput } from "#lib/members/schemas";
import { endOwnSession } from "#lib/members/sessions";
import { action, press } from "../../_server/action.ts";

export const endSessionAction = press(sessionInput, endOwnSession, () => ({ text: "The session has ended." }));
export const changePasswordAction = action(changePasswordInput, changePassword);
