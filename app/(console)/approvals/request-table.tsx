import { RelativeTime } from "#components/ui/relative-time";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import type { RequestView } from "#lib/installations/find-installation-requests";

const columns: Column<RequestView>[] = [
  {
    header: "App",
    kind: "primary",
    cell: ({ clientId, appName, maker }) => (
      <>
        <RowLink href={`/approvals/${clientId}`}>{appName}</RowLink>
        <SecondLine>{maker ? `by ${maker}` : "It does not say who made it"}</SecondLine>
      </>
    ),
  },
  { header: "Why", cell: ({ reason }) => <p className="wrap-anywhere max-w-md whitespace-pre-line">{reason}</p> },
  {
    header: "Asked by",
    cell: ({ by, sentAt }) => (
      <>
        <span className="wrap-anywhere">{by ?? "Somebody who is gone"}</span>
        <SecondLine>
          <RelativeTime at={sentAt} isPlain />
        </SecondLine>
      </>
    ),
  },
];

export function RequestTable({ requests }: { requests: RequestView[] }) {
  return <Table caption="Requests" columns={columns} rows={requests} rowKey={({ id }) => id} />;
}
