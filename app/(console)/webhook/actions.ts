"use server";
import { deliveryInput, removeWebhookInput, setWebhookInput } from "#lib/webhooks/schemas";
import { sendAgain } from "#lib/webhooks/send-again";
import { removeWebhook, setWebhook } from "#lib/webhooks/set-webhook";
import { action, press } from "../../_server/action.ts";

export const setWebhookAction = action(setWebhookInput, setWebhook);
export const removeWebhookAction = press(removeWebhookInput, removeWebhook, () => ({ text: "The webhook is removed. Nothing is sent any more." }));
export const sendAgainAction = press(deliveryInput, sendAgain, ({ event }) => ({ text: `${event} is on its way again.` }));
