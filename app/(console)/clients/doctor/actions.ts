"use server";
import { diagnoseAuthorization } from "#lib/usage/diagnose-authorization";
import { diagnoseInput } from "#lib/usage/schemas";
import { action } from "../../../_server/action.ts";

export const diagnoseAction = action(diagnoseInput, diagnoseAuthorization);
