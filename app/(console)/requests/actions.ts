"use server";
import { redirect } from "next/navigation";
import { grantRequest, refuseRequest } from "#lib/integrations/answer-request";
import { refuseRequestInput, requestInput } from "#lib/integrations/schemas";
import { action, press } from "../../_server/action.ts";
import { flash } from "../../_server/flash.ts";

export const grantRequestAction = press(requestInput, grantRequest, ({ clientName, tenantName }) => ({
  text: `${clientName} is enabled for ${tenantName}. Who asked and the company's admins are told.`,
}));

export const refuseRequestAction = action(refuseRequestInput, refuseRequest, async ({ clientName }) => {
  await flash({ text: `The request for ${clientName} is refused. Who asked and the company's admins are told why.` });
  redirect("/requests");
});
