"use server";
import { redirect } from "next/navigation";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { requestEnablementInput } from "#lib/integrations/schemas";
import { action } from "../../_server/action.ts";
import { flash } from "../../_server/flash.ts";

export const requestEnablementAction = action(requestEnablementInput, requestEnablement, async ({ clientId, name, outcome }) => {
  await flash({ text: outcome === "asked" ? `You have asked for ${name}. You are told here when it is answered.` : `You have asked for ${name} before.` });
  redirect(`/integrations/${clientId}`);
});
