"use server";
import { redirect } from "next/navigation";
import { issueSecret } from "#lib/secrets/issue-secret";
import { resetAllSecrets } from "#lib/secrets/reset-all-secrets";
import { resetSecret } from "#lib/secrets/reset-secret";
import { retireSecret } from "#lib/secrets/retire-secret";
import { issueSecretInput, resetAllSecretsInput, resetSecretInput, retireSecretInput } from "#lib/secrets/schemas";
import { action } from "../../../../_server/action.ts";
import { flash } from "../../../../_server/flash.ts";

export const issueSecretAction = action(issueSecretInput, issueSecret);
export const resetSecretAction = action(resetSecretInput, resetSecret);
export const resetAllSecretsAction = action(resetAllSecretsInput, resetAllSecrets);

export const retireSecretAction = action(retireSecretInput, retireSecret, async ({ clientId }) => {
  await flash({ text: "The secret is retired. It is refused from now on." });
  redirect(`/clients/${clientId}/secrets`);
});
