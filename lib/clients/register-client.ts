import { type Actor, personIdOf, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { impossibleFields } from "#lib/clients/barriers";
import { generateClientId } from "#lib/clients/client-id";
import { clientKinds } from "#lib/clients/client-kinds";
import { earlierSubmission, rememberSubmission } from "#lib/clients/idempotency";
import { lockClient, subjectOf } from "#lib/clients/lock-client";
import type { RedirectUriContext } from "#lib/clients/redirect-uri";
import { addRedirectUris, redirectUriErrors } from "#lib/clients/redirect-uris";
import type { RegisterClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { invalidFields } from "#lib/errors";
import { type IssuedSecret, replaceSecret, writeSecret } from "#lib/secrets/issue-secret";

export type RegisteredClient = { clientId: string; name: string; secret: IssuedSecret | null };

/**
 * Creates a client: a tenant's own, with its first secret if it is confidential, or a partner's as a draft without one (R7, R34).
 * Sent again within ten minutes, it creates nothing: the first secret is replaced and shown (R15).
 * @throws DomainError `forbidden`; `invalid` for what such a client cannot have; `conflict` when the form was sent long ago.
 */
export async function registerClient(actor: Actor, input: RegisterClientInput): Promise<RegisteredClient> {
  const tenant = actor.kind === "user" ? actor.tenant : null;
  authorize(actor, tenant ? "tenant_client.register" : "partner_client.register");
  const environment = tenant?.environment ?? input.environment ?? "sandbox";
  const { type, grants, redirectUris } = beginningOf(input, tenant === null);
  refuseInvalid({ ...input, redirectUris }, { type, environment, isPartner: tenant === null });
  return asScope(scopeOf(actor), async (tx) => {
    const earlier = await earlierSubmission(tx, actor, input.idempotencyKey);
    if (earlier) {
      const client = await lockClient(tx, actor, "issue_secret", earlier.clientId);
      const secret = earlier.secretId ? await replaceSecret(tx, actor, client, earlier) : null;
      return { clientId: client.clientId, name: client.name, secret };
    }

    const client = await tx.client.create({
      data: {
        clientId: generateClientId(),
        tenantId: tenant?.id ?? null,
        environment,
        type,
        authMethod: type === "public" ? "none" : "client_secret_basic",
        name: input.name,
        isNameGenerated: input.name === input.generatedName,
        state: tenant ? "active" : "draft",
        grants,
        createdById: personIdOf(actor),
      },
    });
    await addRedirectUris(tx, client.clientId, redirectUris);
    const secret = tenant && type === "confidential" ? await writeSecret(tx, actor, client, { name: "First secret", expiresAt: null }) : null;
    await rememberSubmission(tx, actor, {
      key: input.idempotencyKey,
      tenantId: client.tenantId,
      clientId: client.clientId,
      secretId: secret?.secretId ?? null,
    });
    await recordEvent(tx, actor, {
      action: "client.registered",
      ...subjectOf(client),
      after: { name: client.name, type: client.type, environment: client.environment, grants: client.grants, redirectUris },
    });
    return { clientId: client.clientId, name: client.name, secret };
  });
}

/** Authorization Code waits for a redirect URI, unless the client is a draft (R34); a device or a job has none, whatever was typed before it was chosen. */
function beginningOf({ kind, redirectUris }: RegisterClientInput, isDraft: boolean) {
  const { type, grants } = clientKinds[kind];
  const sendsPeopleBack = grants.some((grant) => grant === "authorization_code");
  const mustWait = !isDraft && redirectUris.length === 0 && sendsPeopleBack;
  return { type, grants: mustWait ? [] : [...grants], redirectUris: isDraft || sendsPeopleBack ? redirectUris : [] };
}

function refuseInvalid({ kind, redirectUris }: RegisterClientInput, context: RedirectUriContext): void {
  const { type, grants } = clientKinds[kind];
  const shape = { type, grants: [...grants], actsAs: "user" as const, isPartner: context.isPartner, isDraft: true, redirectUris };
  const { grants: impossible } = impossibleFields(shape);
  const uris = redirectUriErrors(redirectUris, context);
  const refused = { ...(impossible && { kind: impossible }), ...(uris.length > 0 && { redirectUris: uris }) };
  if (Object.keys(refused).length > 0) throw invalidFields(refused);
}
