import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";

export const USAGE_DAYS = 30;
/** Days in UTC, as `2026-03-01`, the oldest first. */
export type UsageDay = { day: string; tokens: number };

/** How many tokens the client was issued on each of the last thirty days, today included (R57). @throws DomainError `forbidden`. */
export async function findUsage(actor: Actor, clientId: string): Promise<UsageDay[]> {
  authorize(actor, "client.see");
  const days = lastDays(new Date());
  const first = new Date(days[0] ?? 0);
  const rows = isClientId(clientId)
    ? await asScope(scopeOf(actor), (tx) => tx.usageDay.findMany({ where: { clientId, day: { gte: first }, ...tenantFilter(actor) } }))
    : [];
  const tokens = new Map(rows.map((row) => [toDay(row.day), row.tokens]));
  return days.map((day) => ({ day, tokens: tokens.get(day) ?? 0 }));
}

function lastDays(now: Date): string[] {
  return Array.from({ length: USAGE_DAYS }, (_, index) => toDay(new Date(now.getTime() - (USAGE_DAYS - 1 - index) * 86_400_000)));
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
