"use server";
import { redirect } from "next/navigation";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { answerPromptInput } from "#lib/consents/schemas";
import { action } from "../../_server/action.ts";

export const answerPromptAction = action(answerPromptInput, answerPrompt, ({ interaction, ticket }) =>
  redirect(`/authorize/${interaction}/continue?ticket=${ticket}`),
);
