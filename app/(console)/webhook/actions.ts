"use server";
import { redirect } from "next/navigation";
import { deliveryInput, removeWebhookInput, setWebhookInput } from "#lib/webhooks/schemas";
import { sendAgain } from "#lib/webhooks/send-again";
import { removeWebhook, setWebhook } from "#lib/webhooks/set-webhook";
import { action, press } from "../../_server/action.ts";
import { flash } from "../../_server/flash.ts";

export const setWebhookAction = action(setWebhookInput, setWebhook);
export const removeWebhookAction = action(removeWebhookInput, removeWebhook, async () => {
  await flash({ text: "The webhook is removed. Nothing is sent any more." });
  redirect("/webhook");
});
export const sendAgainAction = press(deliveryInput, sendAgain, ({ event }) => ({ text: `${event} is on its way again.` }));
