import { type Actor, authorId, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope, type Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { NOBODY_DELETES_THEMSELVES } from "#lib/members/delete-person";
import { isLastAdmin, lastAdminBarrier } from "#lib/members/last-admin";
import { isUuid } from "#lib/text";

type Counted = "sessions" | "apps" | "tokens" | "openRequests" | "clients";
/** What ends when somebody is deleted, and `clients` that they made, which stay. `barrier`: why it cannot be done. */
export type PersonRemoval = Record<Counted, number> & { barrier: string | null };

/** @throws DomainError `forbidden`, `not_found`. */
export async function countPersonRemoval(actor: Actor, personId: string): Promise<PersonRemoval> {
  authorize(actor, "person.delete");
  if (!isUuid(personId)) throw notFound("This person");
  return asScope(scopeOf(actor), async (tx) => {
    const person = await tx.person.findFirst({ where: { id: personId, ...tenantFilter(actor) } });
    if (!person) throw notFound("This person");
    if (person.tenantId === null) authorize(actor, "staff.manage");
    const isLast = await isLastAdmin(tx, person);
    const barrier = authorId(actor) === personId ? NOBODY_DELETES_THEMSELVES : isLast ? lastAdminBarrier("this person can be deleted") : null;
    return { ...(await count(tx, person)), barrier };
  });
}

async function count(tx: Tx, { id, tenantId }: { id: string; tenantId: string | null }): Promise<Record<Counted, number>> {
  const [found] = await tx.$queryRaw<Record<Counted, bigint>[]>`
    select
      (select count(*) from session where person_id = ${id}::uuid and ended_at is null and expires_at > now()) as sessions,
      (select count(*) from consent where person_id = ${id}::uuid and revoked_at is null) as apps,
      (select count(*) from oidc_artifact where tenant_id = ${tenantId}::uuid and account_id = ${id}
        and kind in ('Grant', 'ClientCredentials') and revoked_at is null and (expires_at is null or expires_at > now())
        and client_id = any (array(
          select client_id from client where tenant_id = ${tenantId}::uuid
          union select client_id from enablement where tenant_id = ${tenantId}::uuid
          union select client_id from consent where person_id = ${id}::uuid))) as tokens,
      (select count(*) from integration_request where requested_by_id = ${id}::uuid and state = 'open' and expires_at > now()) as "openRequests",
      (select count(*) from client where created_by_id = ${id}::uuid and deleted_at is null and tenant_id is not distinct from ${tenantId}::uuid) as clients`;
  return Object.fromEntries(Object.entries(found ?? {}).map(([what, number]) => [what, Number(number)])) as Record<Counted, number>;
}
