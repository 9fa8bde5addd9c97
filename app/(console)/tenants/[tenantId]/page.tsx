import Link from "next/link";
import { EventList } from "#components/event-list";
import { DescriptionList } from "#components/ui/description-list";
import { Notice } from "#components/ui/notice";
import { SettingsSection } from "#components/ui/settings-section";
import { findEvents } from "#lib/audit/find-events";
import { countTenant } from "#lib/tenants/count-tenant";
import { read } from "../../../_server/read.ts";
import { readTenant } from "./read-tenant.ts";

export const metadata = { title: "Tenant" };

export default async function TenantPage({ params }: PageProps<"/tenants/[tenantId]">) {
  const { tenant } = await readTenant((await params).tenantId);
  const { tenantId } = tenant;
  const { counts, events } = await read(async (actor) => ({
    counts: await countTenant(actor, tenantId),
    events: (await findEvents(actor, { tenantId }, {})).rows.slice(0, 5),
  }));
  const path = `/tenants/${tenantId}`;
  return (
    <div>
      {counts.admins === 0 && !tenant.disabledAt && (
        <Notice tone="warn" title="Nobody of this company can manage it yet">
          Its first admin has not joined. Send them their invitation again from <Inside href={`${path}/people`}>People</Inside>.
        </Notice>
      )}
      <SettingsSection title="At a glance" about="Each number leads to what it counts.">
        <DescriptionList
          items={[
            { term: "People", value: <Inside href={`${path}/people`}>{`${counts.people}, of whom ${told(counts.admins, "admin")}`}</Inside> },
            { term: "Teams", value: <Inside href={`${path}/teams`}>{counts.teams}</Inside> },
            { term: "Own clients", value: <Inside href={`/clients?tenant=${tenantId}`}>{counts.clients}</Inside> },
            { term: "Integrations", value: <Inside href={`${path}/integrations`}>{counts.integrations}</Inside> },
            { term: "Service accounts", value: <Inside href={`${path}/integrations`}>{counts.serviceAccounts}</Inside> },
            { term: "Live grants and tokens of jobs", value: counts.liveGrants },
          ]}
        />
      </SettingsSection>
      <SettingsSection title="Lately" about={<Inside href={`${path}/activity`}>All activity</Inside>}>
        <EventList events={events} namesClients />
      </SettingsSection>
    </div>
  );
}

function told(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

function Inside({ href, children }: { href: string; children: string | number }) {
  return (
    <Link href={href} className="prose-link">
      {children}
    </Link>
  );
}
