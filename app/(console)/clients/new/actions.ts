"use server";
import { redirect } from "next/navigation";
import { registerClient } from "#lib/clients/register-client";
import { registerClientInput } from "#lib/clients/schemas";
import { action } from "../../../_server/action.ts";

export const registerClientAction = action(registerClientInput, registerClient, ({ clientId, secret }) => {
  // A draft has no secret to show.
  if (!secret) redirect(`/clients/${clientId}`);
});
