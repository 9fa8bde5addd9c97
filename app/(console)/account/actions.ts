"use server";
import { revokeConsent } from "#lib/consents/revoke-consent";
import { consentInput } from "#lib/consents/schemas";
import { changePassword } from "#lib/members/change-password";
import { changePasswordInput, sessionInput } from "#lib/members/schemas";
import { endOwnSession } from "#lib/members/sessions";
import { action, press } from "../../_server/action.ts";

export const endSessionAction = press(sessionInput, endOwnSession, () => ({ text: "The session has ended." }));
export const revokeConsentAction = press(consentInput, revokeConsent, ({ name }) => ({ text: `${name} can no longer act for you.` }));
export const changePasswordAction = action(changePasswordInput, changePassword);
