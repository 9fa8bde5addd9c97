import type { TenantActor } from "#lib/access/actor";
import { generateClientId } from "#lib/clients/client-id";
import { matchOf } from "#lib/clients/redirect-uri";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { asScope } from "#lib/db/as-scope";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { writeSecret } from "#lib/secrets/issue-secret";
import { configure, type RegisteredWithSecret } from "#world/a-client";
import { theSystem } from "#world/a-person";
import { anInteraction } from "#world/an-interaction";

type Changes = { redirectUris?: string[]; scopes?: string[]; name?: string; grants?: ("authorization_code" | "refresh_token")[] };

/** A partner's client that acts as a service account, switched on for the tenant. */
export async function anApp(
  tenant: { id: string; environment: "sandbox" | "production" },
  { name = "Meridian Analytics", redirectUris = ["https://app.example/cb"], scopes = [], grants = ["authorization_code", "refresh_token"] }: Changes = {},
): Promise<RegisteredWithSecret> {
  const clientId = generateClientId();
  const { secret, secretId } = await asScope({ role: "staff" }, async (tx) => {
    const client = await tx.client.create({
      data: { clientId, name, environment: tenant.environment, actsAs: "service_account", maker: "Meridian Systems", grants, state: "active" },
    });
    await tx.redirectUri.createMany({ data: redirectUris.map((uri) => ({ clientId, uri, match: matchOf(uri) })) });
    return writeSecret(tx, theSystem, client, { name: "First secret", expiresAt: null });
  });
  await widenApp({ clientId }, { scopes });
  await enableForTenant(theSystem, { clientId, tenantId: tenant.id });
  return { clientId, name, secret, secretId };
}

/** The partner adds to it. */
export async function widenApp({ clientId }: { clientId: string }, { redirectUris = [], scopes = [], name, grants }: Changes): Promise<void> {
  await asScope({ role: "staff" }, async (tx) => {
    await tx.redirectUri.createMany({ data: redirectUris.map((uri) => ({ clientId, uri, match: matchOf(uri) })) });
    await tx.scope.createMany({
      data: scopes.map((scope) => ({ name: scope, title: `Title of ${scope}`, description: `Lets it use ${scope}.` })),
      skipDuplicates: true,
    });
    await tx.clientScope.createMany({ data: scopes.map((scopeName) => ({ clientId, scopeName })) });
  });
  await configure(clientId, { ...(name && { name }), ...(grants && { grants }) });
}

/** An admin lets it in at its prompt. */
export async function letIn(admin: TenantActor, { clientId }: { clientId: string }, redirectUri = "https://app.example/cb"): Promise<void> {
  const interaction = await anInteraction({ clientId, redirectUri });
  const prompt = await findPrompt(admin, interaction);
  if (prompt.state !== "asks_company") throw new Error(`the prompt is ${prompt.state}`);
  await answerPrompt(admin, { interaction, answer: "approve", version: prompt.app.version });
}
