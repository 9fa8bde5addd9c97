import type { PlanBulkJobInput } from "#lib/bulk-jobs/schemas";
import { type Entry, entriesOf } from "#lib/bulk-jobs/tenant-list";
import { Prisma } from "#prisma/generated/client";

type Selector = Pick<PlanBulkJobInput, "selection" | "tenants" | "search" | "clientId">;
type Environment = "sandbox" | "production";

/** Common table expressions: `found (tenant_id)`, and `unmatched (no, text, hits)` for what names none or more than one. */
export function selectTenants({ selection, tenants, search, clientId }: Selector, environment: Environment): Prisma.Sql {
  if (selection === "list") return selectListed(entriesOf(tenants), environment);
  const found =
    selection === "api_tokens"
      ? Prisma.sql`select tenant_id from api_token_migration where client_id = ${clientId}`
      : Prisma.sql`
        select id as tenant_id from tenant
        where environment = ${environment}::environment and (name ilike ${holding(search)} or slug ilike ${holding(search)})`;
  return Prisma.sql`found as (${found}), unmatched as (select 0 as no, '' as text, 0 as hits where false)`;
}

/** An id or a slug is somebody's alone. A name is taken for a tenant of the environment first, and only where one bears it. */
export function selectListed(entries: Entry[], environment: Environment): Prisma.Sql {
  const column = <K extends keyof Entry>(key: K) => entries.map((entry) => entry[key]);
  return Prisma.sql`
    entry as (
      select * from unnest(${column("no")}::int[], ${column("parent")}::int[], ${column("text")}::text[], ${column("id")}::uuid[]) as entry (no, parent, text, id)
    ),
    candidate as (
      select no, tenant.id as tenant_id, 1 as rank from entry join tenant on tenant.id = entry.id
      union select no, tenant.id, 1 from entry join tenant on tenant.slug = lower(entry.text)
      union select no, tenant.id, case when tenant.environment = ${environment}::environment then 2 else 3 end
        from entry join tenant on lower(tenant.name) = lower(entry.text)
    ),
    hit as (
      select distinct no, tenant_id from (select *, min(rank) over (partition by no) as best from candidate) ranked where rank = best
    ),
    counted as (
      select entry.no, entry.parent, entry.text, count(hit.tenant_id)::int as hits from entry left join hit using (no) group by 1, 2, 3
    ),
    meant as (
      select * from counted one
      where case when one.parent is null
        then one.hits > 0 or not exists (select from entry where entry.parent = one.no)
        else not exists (select from counted whole where whole.no = one.parent and whole.hits > 0) end
    ),
    found as (select distinct hit.tenant_id from meant join hit using (no) where meant.hits = 1),
    unmatched as (select no, text, hits from meant where hits <> 1)`;
}

function holding(search: string | null): string {
  return `%${(search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
}
