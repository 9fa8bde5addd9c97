"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { answerPromptInput } from "#lib/consents/schemas";
import { requestInstallation } from "#lib/installations/request-installation";
import { requestInstallationInput } from "#lib/installations/schemas";
import { action } from "../../_server/action.ts";

export const answerPromptAction = action(answerPromptInput, answerPrompt, ({ interaction, ticket }) =>
  redirect(`/authorize/${interaction}/continue?ticket=${ticket}`),
);

export const requestInstallationAction = action(requestInstallationInput, requestInstallation, () => refresh());
