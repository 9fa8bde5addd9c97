import type { DbScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";

/** Where a request came from, for the audit log. */
export type Origin = { ipAddress: string | null; requestId: string | null };

type Person = { personId: string; name: string; email: string; sessionId: string; signedInAt: Date; origin: Origin };
export type StaffActor = Person & { kind: "staff"; role: "platform_admin" | "cs" };
export type TenantActor = Person & {
  kind: "user";
  role: "tenant_admin" | "member";
  tenant: { id: string; name: string; slug: string; environment: "sandbox" | "production" };
};
/** The system itself: the first start, a command, a job. With a person, it acts for them. */
export type SystemActor = { kind: "system"; name: string; personId?: string; origin?: Origin };

export type Actor = StaffActor | TenantActor | SystemActor;
/** Whoever holds a hand-over link: nobody knows who that is, and no permission is theirs. Their database role does what the link is for. */
export type LinkHolder = { kind: "link_holder"; name: string; origin: Origin };
export type SignedInActor = StaffActor | TenantActor;

export function scopeOf(actor: Actor): DbScope {
  return actor.kind === "user" ? { role: "tenant", tenantId: actor.tenant.id } : { role: "staff" };
}

/** The tenant filter of every query: row-level security stands behind it, not instead of it. */
export function tenantFilter(actor: Actor): { tenantId?: string } {
  return actor.kind === "user" ? { tenantId: actor.tenant.id } : {};
}

/** Who an event or a row says did it; null without an account. */
export function authorId(author: Actor | LinkHolder): string | null {
  return ("personId" in author && author.personId) || null;
}

/** @throws DomainError `forbidden` for the system, which has no id to own things by. */
export function personIdOf(actor: Actor): string {
  if (actor.kind === "system") throw new DomainError("forbidden", "This needs a person.");
  return actor.personId;
}
