"use server";
import { redirect } from "next/navigation";
import { applySubmission } from "#lib/hand-overs/apply-submission";
import { createRedirectUrisLink } from "#lib/hand-overs/create-redirect-uris-link";
import { createSecretLink } from "#lib/hand-overs/create-secret-link";
import { refuseSubmission } from "#lib/hand-overs/refuse-submission";
import { applySubmissionInput, createRedirectUrisLinkInput, createSecretLinkInput, handOverInput, refuseSubmissionInput } from "#lib/hand-overs/schemas";
import { withdrawHandOver } from "#lib/hand-overs/withdraw-hand-over";
import { action, press } from "../../../../_server/action.ts";
import { flash } from "../../../../_server/flash.ts";

export const createSecretLinkAction = action(createSecretLinkInput, createSecretLink);
export const createRedirectUrisLinkAction = action(createRedirectUrisLinkInput, createRedirectUrisLink);
export const withdrawAction = press(handOverInput, withdrawHandOver, () => ({ text: "The link is withdrawn. Nothing can be done with it any more." }));

export const applySubmissionAction = action(applySubmissionInput, applySubmission, async ({ clientId }) => {
  await flash({ text: "The redirect URIs are in place. They count from the next request." });
  redirect(`/clients/${clientId}/hand-overs`);
});
export const refuseSubmissionAction = action(refuseSubmissionInput, refuseSubmission, async ({ clientId }) => {
  await flash({ text: "Nothing was changed. The partner reads that on the link." });
  redirect(`/clients/${clientId}/hand-overs`);
});
