import { ButtonLink } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import type { EnabledView } from "#lib/enablements/find-enabled";

const company: Column<EnabledView> = {
  header: "Company",
  kind: "primary",
  cell: ({ tenantId, tenantName, slug }) => (
    <>
      <RowLink href={`/tenants/${tenantId}`}>{tenantName}</RowLink>
      <SecondLine>
        <code className="font-mono">{slug}</code>
      </SecondLine>
    </>
  ),
};

const integration: Column<EnabledView> = {
  header: "Integration",
  kind: "primary",
  cell: ({ clientId, clientName, maker }) => (
    <>
      <RowLink href={`/clients/${clientId}`}>{clientName}</RowLink>
      <SecondLine>{maker ?? "No maker named"}</SecondLine>
    </>
  ),
};

/** @param names the side that the page is not about. */
export function EnabledTable({ names, rows }: { names: "company" | "integration"; rows: EnabledView[] }) {
  const now = new Date();
  const columns: Column<EnabledView>[] = [
    names === "company" ? company : integration,
    {
      header: "Enabled",
      cell: ({ enabledAt, enabledBy }) => (
        <>
          <RelativeTime at={enabledAt} now={now} isPlain />
          <SecondLine>{enabledBy ? `by ${enabledBy}` : "by the system"}</SecondLine>
        </>
      ),
    },
    {
      header: "In use",
      cell: ({ liveGrants, people, actsAs, serviceAccountSince }) => (
        <>
          {told(liveGrants, "live grant", "live grants")}
          <SecondLine>
            {actsAs === "user" ? (
              told(people, "person", "people")
            ) : serviceAccountSince ? (
              <>
                service account since <RelativeTime at={serviceAccountSince} now={now} isPlain />
              </>
            ) : (
              "no service account yet"
            )}
          </SecondLine>
        </>
      ),
    },
    {
      header: "Last token",
      cell: ({ lastTokenAt }) => <span className="text-muted">{lastTokenAt ? <RelativeTime at={lastTokenAt} now={now} isPlain /> : "none yet"}</span>,
    },
    {
      header: "Change",
      cell: (row) => (
        <ButtonLink
          href={`/clients/${row.clientId}/tenants/${row.tenantId}/disable${names === "company" ? "" : "?from=tenant"}`}
          size="small"
          aria-label={`Disable ${row.clientName} for ${row.tenantName}`}
        >
          Disable…
        </ButtonLink>
      ),
    },
  ];
  const caption = names === "company" ? "Companies with this integration" : "Integrations of this company";
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ clientId, tenantId }) => `${clientId} ${tenantId}`} />;
}

export function told(count: number, one: string, many: string): string {
  return `${count === 0 ? "No" : count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
