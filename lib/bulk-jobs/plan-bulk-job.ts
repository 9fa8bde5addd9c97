import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { findPartnerClient, refuseEnablingDeleted } from "#lib/bulk-jobs/find-partner-client";
import type { PlanBulkJobInput } from "#lib/bulk-jobs/schemas";
import { selectTenants } from "#lib/bulk-jobs/select-tenants";
import { asScope, type Tx } from "#lib/db/as-scope";
import { Prisma } from "#prisma/generated/client";

/** A line of the list that names no tenant (0), or several. */
export type Unmatched = { text: string; hits: number };

/** What a bulk job would do now. */
export type BulkPlan = {
  will: number;
  already: number;
  /** Of the other environment (R47). */
  cannot: number;
  unmatched: Unmatched[];
  /** The first of each. */
  willNames: string[];
  cannotNames: string[];
  /** Of exactly this: how many will be changed, and a digest of each company with what becomes of it. */
  mark: string;
};

const SHOWN = 20;

/** Looks, and changes nothing. @throws DomainError `forbidden`; `not_found`; `conflict` for a client that is deleted. */
export async function planBulkJob(actor: Actor, input: PlanBulkJobInput): Promise<BulkPlan> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    const client = await findPartnerClient(tx, input.clientId);
    refuseEnablingDeleted(client, input.verb);
    return readPlan(tx, input, client.environment);
  });
}

/** One query, whether of one tenant or of all. */
export async function readPlan(tx: Tx, input: PlanBulkJobInput, environment: "sandbox" | "production"): Promise<BulkPlan> {
  const first = (verdict: string) => Prisma.sql`
    (select coalesce(jsonb_agg(name), '[]') from (select name from plan where verdict = ${verdict} order by name limit ${SHOWN}) first_ones)`;
  const [plan] = await tx.$queryRaw<BulkPlan[]>`
    with ${planOf(input, environment)}
    select count(*) filter (where verdict = 'will')::int as will,
      count(*) filter (where verdict = 'already')::int as already,
      count(*) filter (where verdict = 'cannot')::int as cannot,
      ${first("will")} as "willNames",
      ${first("cannot")} as "cannotNames",
      (select mark from marked) as mark,
      (select coalesce(jsonb_agg(jsonb_build_object('text', text, 'hits', hits) order by no), '[]') from unmatched) as unmatched
    from plan`;
  if (!plan) throw new Error("a query without groups has one row");
  return plan;
}

/** Common table expressions: `plan (tenant_id, name, verdict)`, `worked_on`, which of it gets a result, its `marked (mark)`, and `unmatched`. */
export function planOf(input: PlanBulkJobInput, environment: "sandbox" | "production"): Prisma.Sql {
  const enables = input.verb === "enable";
  return Prisma.sql`
    ${selectTenants(input, environment)},
    plan as (
      select found.tenant_id, tenant.name,
        case when ${enables} and tenant.environment <> ${environment}::environment then 'cannot'
          when (enablement.tenant_id is not null) = ${enables} then 'already'
          else 'will' end as verdict
      from found
        join tenant on tenant.id = found.tenant_id
        left join enablement on enablement.client_id = ${input.clientId} and enablement.tenant_id = found.tenant_id
    ),
    worked_on as (select tenant_id, verdict from plan where ${input.selection === "list"} or verdict = 'will'),
    marked as (
      select count(*) filter (where verdict = 'will') || ' ' ||
        encode(sha256(convert_to(coalesce(string_agg(tenant_id || verdict, ',' order by tenant_id), ''), 'UTF8')), 'hex') as mark
      from worked_on
    )`;
}
