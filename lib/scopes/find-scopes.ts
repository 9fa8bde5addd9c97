import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope, type Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { countClients } from "#lib/scopes/count-clients";
import { scopeNameBarrier } from "#lib/scopes/scope-name";
import type { Prisma } from "#prisma/generated/client";

export type ScopeRisk = "low" | "elevated" | "high";
export type ScopeView = {
  name: string;
  title: string;
  description: string;
  risk: ScopeRisk;
  isRetired: boolean;
  version: number;
  /** How many clients are allowed it, deleted ones aside. Counted for staff; people of a tenant read 0. */
  clients: number;
};

/** The catalogue by name, retired ones included (R26). @throws DomainError `forbidden`. */
export async function findScopes(actor: Actor): Promise<ScopeView[]> {
  authorize(actor, "scope.see");
  return asScope(scopeOf(actor), (tx) => readScopes(tx, actor));
}

/** @throws DomainError `forbidden`; `not_found`. */
export async function getScope(actor: Actor, name: string): Promise<ScopeView> {
  authorize(actor, "scope.see");
  const [scope] = scopeNameBarrier(name) ? [] : await asScope(scopeOf(actor), (tx) => readScopes(tx, actor, name));
  if (!scope) throw notFound("This scope");
  return scope;
}

async function readScopes(tx: Tx, actor: Actor, name?: string): Promise<ScopeView[]> {
  const where: Prisma.ScopeWhereInput = name === undefined ? {} : { name };
  const rows = await tx.scope.findMany({ where, orderBy: { name: "asc" } });
  const clients = actor.kind === "user" ? new Map<string, number>() : await countClients(tx, name);
  return rows.map(({ createdAt: _, retiredAt, ...scope }) => ({ ...scope, isRetired: retiredAt !== null, clients: clients.get(scope.name) ?? 0 }));
}
