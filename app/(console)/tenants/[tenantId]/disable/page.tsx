import { redirect } from "next/navigation";
import { EnvironmentTag } from "#components/ui/tag";
import { countTenant } from "#lib/tenants/count-tenant";
import { read } from "../../../../_server/read.ts";
import { told } from "../../../enablements/enabled-table.tsx";
import { readTenant } from "../read-tenant.ts";
import { DisableTenantForm } from "./disable-form.tsx";

export const metadata = { title: "Disable the tenant" };

export default async function DisableTenantPage({ params }: PageProps<"/tenants/[tenantId]/disable">) {
  const { tenant } = await readTenant((await params).tenantId);
  if (tenant.disabledAt) redirect(`/tenants/${tenant.tenantId}`);
  const counts = await read((actor) => countTenant(actor, tenant.tenantId));
  return (
    <section aria-labelledby="disable-title" className="flex max-w-xl flex-col items-start gap-4 rounded-card border border-bad-line bg-surface p-5">
      <EnvironmentTag environment={tenant.environment} />
      <h2 id="disable-title" className="wrap-anywhere max-w-full text-lg font-semibold">
        Disable {tenant.name}?
      </h2>
      <p>All of this stops at its very next request:</p>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>{told(counts.people, "person can no longer sign in, and is signed out", "people can no longer sign in, and are signed out")}.</li>
        <li>{told(counts.clients, "client of its own is refused", "clients of its own are refused")}.</li>
        {counts.integrations > 0 && (
          <li>{told(counts.integrations, "integration of a partner stops for it", "integrations of partners stop for it")}; other companies go on.</li>
        )}
        {counts.liveGrants > 0 && <li>{told(counts.liveGrants, "live grant or token of a job is refused", "live grants and tokens of jobs are refused")}.</li>}
      </ul>
      <p className="text-muted">Nothing is deleted: enabled again, all of it goes on with the same secrets and tokens.</p>
      <DisableTenantForm tenantId={tenant.tenantId} />
    </section>
  );
}
