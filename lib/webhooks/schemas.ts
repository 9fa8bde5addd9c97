import { z } from "zod";
import { line, uuid } from "#lib/text";

export const setWebhookInput = z.object({ url: line("The address", 2000) });
export type SetWebhookInput = z.infer<typeof setWebhookInput>;

export const removeWebhookInput = z.object({});

export const deliveryInput = z.object({ deliveryId: uuid });
export type DeliveryInput = z.infer<typeof deliveryInput>;
