"use server";
import { submitRedirectUrisInput, takeSecretInput } from "#lib/hand-overs/schemas";
import { submitRedirectUris } from "#lib/hand-overs/submit-redirect-uris";
import { takeSecret } from "#lib/hand-overs/take-secret";
import { openAction } from "../../_server/action.ts";
import { requestOrigin } from "../../_server/origin.ts";

export const takeSecretAction = openAction(takeSecretInput, async (input) => takeSecret(await requestOrigin(), input));
export const submitRedirectUrisAction = openAction(submitRedirectUrisInput, async (input) => submitRedirectUris(await requestOrigin(), input));
