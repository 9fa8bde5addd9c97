import { RelativeTime } from "#components/ui/relative-time";
import type { RequestView } from "#lib/installations/find-installation-requests";

export function RequestList({ requests }: { requests: RequestView[] }) {
  return (
    <ul className="rounded-card border bg-surface">
      {requests.map(({ id, by, reason, sentAt }) => (
        <li key={id} className="border-t px-4 py-3 first:border-t-0">
          <p className="wrap-anywhere whitespace-pre-line">{reason}</p>
          <p className="wrap-anywhere text-sm text-muted">
            {by ?? "Somebody who is gone"}, <RelativeTime at={sentAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}
