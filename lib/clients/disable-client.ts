import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { lockClient, refuseDeleted, subjectOf } from "#lib/clients/lock-client";
import type { ClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";

/** Stops a client without deleting it (R12). Twice is the same as once. @throws DomainError `not_found`, `forbidden`, `conflict`. */
export function disableClient(actor: Actor, input: ClientInput) {
  return setState(actor, input, "disabled");
}

/** @throws DomainError `not_found`, `forbidden`, `conflict`. */
export function enableClient(actor: Actor, input: ClientInput) {
  return setState(actor, input, "active");
}

function setState(actor: Actor, input: ClientInput, state: "active" | "disabled"): Promise<{ clientId: string; name: string; state: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const client = await lockClient(tx, actor, "disable", input.clientId);
    refuseDeleted(client);
    if (client.state === "draft") throw new DomainError("conflict", "This client is a draft: nothing can use it yet.");
    if (client.state !== state) {
      await tx.client.update({ where: { clientId: client.clientId }, data: { state, version: { increment: 1 } } });
      await recordEvent(tx, actor, {
        action: state === "disabled" ? "client.disabled" : "client.enabled",
        ...subjectOf(client),
        before: { state: client.state },
        after: { state },
      });
    }
    return { clientId: client.clientId, name: client.name, state };
  });
}
