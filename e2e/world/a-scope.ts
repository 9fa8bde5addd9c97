import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/access/actor";
import { asScope } from "#lib/db/as-scope";
import { addScope } from "#lib/scopes/add-scope";
import { type AddScopeInput, addScopeInput } from "#lib/scopes/schemas";
import { theSystem } from "#world/a-person";

/** A scope of the catalogue, under a name of its own unless one is given. */
export async function aScope(given: Partial<AddScopeInput> = {}, by: Actor = theSystem): Promise<string> {
  const words = { title: "Read research", description: "Read research notes, models and their attachments.", risk: "low" };
  const { name } = await addScope(by, addScopeInput.parse({ scopeName: `notes:${randomUUID()}`, ...words, ...given }));
  return name;
}

/** Allows a scope of the catalogue to a client. */
export async function allowScope({ clientId }: { clientId: string }, scopeName: string): Promise<void> {
  await asScope({ role: "staff" }, (tx) => tx.clientScope.create({ data: { clientId, scopeName } }));
}
