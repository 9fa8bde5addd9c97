import type { Actor } from "#lib/access/actor";
import { may, type Permission } from "#lib/access/permissions";
import type { Client } from "#prisma/generated/client";

export type ClientVerb = "change" | "disable" | "delete" | "issue_secret";

/** A client belongs to a tenant, or to staff; who may do what to it depends on that (R2, R3). */
export function permissionFor(client: Pick<Client, "tenantId" | "mayIntrospect">, verb: ClientVerb): Permission {
  // Whoever has that secret learns whom every token acts for.
  if (client.mayIntrospect && verb === "issue_secret") return "partner_client.let_introspect";
  return client.tenantId === null ? `partner_client.${verb}` : `tenant_client.${verb}`;
}

export type ClientAbility = ClientVerb | "activate" | "enable" | "restore";
type Subject = Pick<Client, "tenantId" | "mayIntrospect" | "state" | "type" | "deletedAt">;

const isPossible: Record<ClientAbility, (client: Subject) => boolean> = {
  change: (client) => !client.deletedAt,
  activate: (client) => !client.deletedAt && client.state === "draft",
  disable: (client) => !client.deletedAt && client.state === "active",
  enable: (client) => !client.deletedAt && client.state === "disabled",
  delete: (client) => !client.deletedAt,
  restore: (client) => client.deletedAt !== null,
  issue_secret: (client) => !client.deletedAt && client.state !== "draft" && client.type === "confidential",
};

const verbOf: Record<ClientAbility, ClientVerb> = {
  change: "change",
  activate: "issue_secret",
  disable: "disable",
  enable: "disable",
  delete: "delete",
  restore: "delete",
  issue_secret: "issue_secret",
};

/** What the actor can do to a client as it is now. The pages offer this; the verbs check it again. */
export function abilitiesOn(actor: Actor, client: Subject): ClientAbility[] {
  const all = Object.keys(isPossible) as ClientAbility[];
  return all.filter((ability) => isPossible[ability](client) && may(actor, permissionFor(client, verbOf[ability])));
}
