import { RelativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import type { InstallationView } from "#lib/installations/find-installations";

const columns: Column<InstallationView>[] = [
  {
    header: "App",
    kind: "primary",
    cell: ({ app, changes }) => (
      <>
        <RowLink href={`/approvals/${app.clientId}`}>{app.name}</RowLink>
        <SecondLine>{formerName(changes) ?? (app.maker ? `by ${app.maker}` : "It does not say who made it")}</SecondLine>
      </>
    ),
  },
  { header: "State", cell: (installation) => <InstallationStatus installation={installation} /> },
  {
    header: "Decided",
    cell: ({ decidedBy, decidedAt }) => (
      <>
        <RelativeTime at={decidedAt} isPlain />
        <SecondLine>{decidedBy ? `by ${decidedBy}` : "by somebody who is gone"}</SecondLine>
      </>
    ),
  },
];

export function InstallationTable({ installations }: { installations: InstallationView[] }) {
  return <Table caption="Decisions" columns={columns} rows={installations} rowKey={({ app }) => app.clientId} />;
}

export function InstallationStatus({ installation: { state, app, isReopened } }: { installation: InstallationView }) {
  if (isReopened) return <Status state="pending">Approved, and asks for more</Status>;
  if (state === "approved" && !app.isUsable) return <Status state="disabled">Approved, and switched off</Status>;
  return <Status state={state} />;
}

// R46: a new name is told, and needs no decision.
function formerName(changes: InstallationView["changes"]): string | undefined {
  const [former] = changes.find(({ field }) => field === "name")?.before ?? [];
  return former && `It was called ${former} when it was approved`;
}
