import { RelativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import type { RequestView } from "#lib/installations/find-installation-requests";

/** What came of what the person asked the admins for. */
export function OwnRequests({ requests }: { requests: RequestView[] }) {
  return (
    <ul className="rounded-card border bg-surface">
      {requests.map((request) => (
        <li key={request.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0">
          <div className="min-w-0">
            <p className="wrap-anywhere font-medium">{request.appName}</p>
            <p className="wrap-anywhere text-sm text-muted">
              asked <RelativeTime at={request.sentAt} /> · {request.reason}
            </p>
          </div>
          <Outcome request={request} />
        </li>
      ))}
    </ul>
  );
}

function Outcome({ request: { state, decidedBy } }: { request: RequestView }) {
  const by = decidedBy ?? "an admin";
  if (state === "granted") return <Status state="approved">Approved by {by}. An admin connects it from the app.</Status>;
  if (state === "refused") return <Status state="denied">Denied by {by}</Status>;
  if (state === "expired") return <Status state="expired">Nobody answered in time. Ask again from the app.</Status>;
  return <Status state="pending">Waiting for an admin</Status>;
}
