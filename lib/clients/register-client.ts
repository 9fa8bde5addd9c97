import { type Actor, personIdOf, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { refuseImpossible } from "#lib/clients/client-credentials-barrier";
import { generateClientId } from "#lib/clients/client-id";
import { earlierSubmission, rememberSubmission } from "#lib/clients/idempotency";
import { lockClient, subjectOf } from "#lib/clients/lock-client";
import type { RegisterClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { type IssuedSecret, replaceSecret, writeSecret } from "#lib/secrets/issue-secret";

export type RegisteredClient = { clientId: string; name: string; secret: IssuedSecret | null };

/**
 * Creates a client: a tenant's own with its first secret, or a partner's as a draft without one (R7, R34).
 * Sent again within ten minutes, it creates nothing: the first secret is replaced and shown (R15).
 * @throws DomainError `forbidden`; `invalid` for what such a client cannot have; `conflict` when the form was sent long ago.
 */
export async function registerClient(actor: Actor, input: RegisterClientInput): Promise<RegisteredClient> {
  const tenant = actor.kind === "user" ? actor.tenant : null;
  authorize(actor, tenant ? "tenant_client.register" : "partner_client.register");
  refuseImpossible({ tenantId: tenant?.id ?? null, type: "confidential" }, input);
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
        environment: tenant?.environment ?? input.environment ?? "sandbox",
        name: input.name,
        isNameGenerated: input.name === input.generatedName,
        state: tenant ? "active" : "draft",
        grants: input.allowClientCredentials ? ["client_credentials"] : [],
        createdById: personIdOf(actor),
      },
    });
    const secret = tenant ? await writeSecret(tx, actor, client, { name: "First secret", expiresAt: null }) : null;
    await rememberSubmission(tx, actor, {
      key: input.idempotencyKey,
      tenantId: client.tenantId,
      clientId: client.clientId,
      secretId: secret?.secretId ?? null,
    });
    await recordEvent(tx, actor, {
      action: "client.registered",
      ...subjectOf(client),
      after: { name: client.name, type: client.type, environment: client.environment, grants: client.grants },
    });
    return { clientId: client.clientId, name: client.name, secret };
  });
}
