import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { refuseImpossible } from "#lib/clients/client-credentials-barrier";
import { lockClient, refuseDeleted, subjectOf } from "#lib/clients/lock-client";
import type { ChangeClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";

/**
 * Changes how a client may obtain tokens.
 * @throws DomainError `not_found`; `forbidden`; `conflict` when the client changed since; `invalid` for a combination that R28 rules out.
 */
export async function changeClient(actor: Actor, input: ChangeClientInput): Promise<{ clientId: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const client = await lockClient(tx, actor, "change", input.clientId, input.version);
    refuseDeleted(client);
    refuseImpossible(client, input);
    if (client.type === "public") throw new DomainError("invalid", "A public client has no secret to send.", "authMethod");

    const others = client.grants.filter((grant) => grant !== "client_credentials");
    const wanted = {
      grants: input.allowClientCredentials ? [...others, "client_credentials" as const] : others,
      mayActForUsers: input.mayActForUsers,
      authMethod: input.authMethod,
    };
    const before = { grants: client.grants, mayActForUsers: client.mayActForUsers, authMethod: client.authMethod };
    if (JSON.stringify(before) === JSON.stringify(wanted)) return { clientId: client.clientId };
    await tx.client.update({ where: { clientId: client.clientId }, data: { ...wanted, version: { increment: 1 } } });
    await recordEvent(tx, actor, { action: "client.changed", ...subjectOf(client), before, after: wanted });
    return { clientId: client.clientId };
  });
}
