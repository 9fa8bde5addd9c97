"use server";
import { redirect } from "next/navigation";
import { answerDevice } from "#lib/consents/answer-device";
import { answerDeviceInput } from "#lib/consents/schemas";
import { action } from "../_server/action.ts";

export const answerDeviceAction = action(answerDeviceInput, answerDevice, ({ isApproved }) => redirect(isApproved ? "/device/done" : "/device/done?denied"));
