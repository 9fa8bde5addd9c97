"use server";
import { markRead } from "#lib/notifications/mark-read";
import { notificationInput } from "#lib/notifications/schemas";
import { press } from "../../_server/action.ts";

export const markReadAction = press(notificationInput, markRead, ({ count }) => ({ text: count === 1 ? "Marked as read." : `${count} marked as read.` }));
