import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import { Tabs } from "#components/ui/tabs";
import { EnvironmentTag } from "#components/ui/tag";
import { readTenant } from "./read-tenant.ts";

export default async function TenantLayout({ params, children }: LayoutProps<"/tenants/[tenantId]">) {
  const { tenant } = await readTenant((await params).tenantId);
  const path = `/tenants/${tenant.tenantId}`;
  return (
    <>
      <PageHeader
        title={tenant.name}
        crumbs={[{ href: "/tenants", label: "Tenants" }]}
        meta={
          <>
            <EnvironmentTag environment={tenant.environment} />
            <code className="font-mono text-sm">{tenant.slug}</code>
            <span className="text-sm">
              added <RelativeTime at={tenant.createdAt} />
            </span>
          </>
        }
      />
      {tenant.disabledAt && (
        <Notice tone="warn" title="This company is disabled">
          Its people cannot sign in, and its clients, tokens and integrations are refused, added <RelativeTime at={tenant.disabledAt} />. Enabling it brings all
          of it back.
        </Notice>
      )}
      <Tabs
        label={tenant.name}
        tabs={[
          { href: path, label: "Overview" },
          { href: `${path}/people`, label: "People" },
          { href: `${path}/teams`, label: "Teams" },
          { href: `${path}/integrations`, label: "Integrations" },
          { href: `${path}/activity`, label: "Activity" },
          { href: `${path}/settings`, label: "Settings" },
        ]}
      />
      {children}
    </>
  );
}
