"use server";
import { redirect } from "next/navigation";
import { registerClient } from "#lib/clients/register-client";
import { registerClientInput } from "#lib/clients/schemas";
import { action } from "../../../_server/action.ts";
import { flash } from "../../../_server/flash.ts";

export const registerClientAction = action(registerClientInput, registerClient, async ({ clientId, name, secret }) => {
  if (secret) return;
  // A draft and a public client have no secret to show.
  await flash({ text: `${name} is created, without a secret. This page says what comes next.` });
  redirect(`/clients/${clientId}`);
});
