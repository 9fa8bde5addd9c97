import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import type { ItemState } from "#lib/bulk-jobs/find-bulk-jobs";
import { asScope } from "#lib/db/as-scope";
import { type Page, type PageRequest, readPage, uuidKey } from "#lib/page";
import { isUuid } from "#lib/text";

/** What a bulk job did, or will do, to one tenant. `message`: why it failed. */
export type BulkJobItemView = { tenantId: string; name: string; slug: string; state: ItemState; message: string | null; doneAt: Date | null };

const PAGE_SIZE = 50;

/** The tenants of a job, the newest tenants first; those of one state. @throws DomainError `forbidden`. */
export async function findBulkJobItems(actor: Actor, filter: { jobId: string; state?: ItemState }, request: PageRequest): Promise<Page<BulkJobItemView>> {
  authorize(actor, "enablement.manage");
  const { jobId, state } = filter;
  if (!isUuid(jobId)) return { rows: [], newer: null, older: null };
  const pageKey = uuidKey((item: BulkJobItemView) => item.tenantId);
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const items = await tx.bulkJobItem.findMany({
        where: { jobId, ...(state && { state }), ...(key !== null && { tenantId: { [than]: key } }) },
        orderBy: { tenantId: order },
        take,
        include: { tenant: { select: { name: true, slug: true } } },
      });
      return items.map(({ tenant, tenantId, state, message, doneAt }) => ({ tenantId, ...tenant, state, message, doneAt }));
    }),
  );
}

/** All of them at once, in the order of their names: for a file. @throws DomainError `forbidden`. */
export async function findBulkOutcome(actor: Actor, { jobId }: { jobId: string }): Promise<BulkJobItemView[]> {
  authorize(actor, "enablement.manage");
  if (!isUuid(jobId)) return [];
  return asScope(
    scopeOf(actor),
    (tx) => tx.$queryRaw<BulkJobItemView[]>`
      select tenant_id as "tenantId", tenant.name, tenant.slug, item.state, item.message, item.done_at as "doneAt"
      from bulk_job_item item join tenant on tenant.id = item.tenant_id where job_id = ${jobId}::uuid order by tenant.name, tenant.slug`,
  );
}
