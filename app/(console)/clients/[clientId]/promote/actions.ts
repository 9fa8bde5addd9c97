"use server";
import { redirect } from "next/navigation";
import { promoteClient } from "#lib/clients/promote-client";
import { promoteClientInput } from "#lib/clients/schemas";
import { action } from "../../../../_server/action.ts";
import { flash } from "../../../../_server/flash.ts";

export const promoteClientAction = action(promoteClientInput, promoteClient, async ({ clientId }) => {
  await flash({ text: "This is the production client. It is a draft: activate it when its redirect URIs are complete." });
  redirect(`/clients/${clientId}`);
});
