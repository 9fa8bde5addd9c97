import { z } from "zod";
import { uuid } from "#lib/text";

/** Without an id: all of them. */
export const notificationInput = z.object({ notificationId: uuid.optional() });
export type NotificationInput = z.infer<typeof notificationInput>;
