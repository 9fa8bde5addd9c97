"use server";
import { redirect } from "next/navigation";
import { activateClient } from "#lib/clients/activate-client";
import { activateClientInput } from "#lib/clients/schemas";
import { action } from "../../../../_server/action.ts";
import { flash } from "../../../../_server/flash.ts";

export const activateClientAction = action(activateClientInput, activateClient, async ({ clientId, secret, isPublic }) => {
  if (secret) return;
  await flash({
    text: isPublic ? "The client is active. It is public, so it has no secret." : "The client is active. Make the link for its first secret now.",
  });
  redirect(isPublic ? `/clients/${clientId}` : `/clients/${clientId}/hand-overs/secret`);
});
