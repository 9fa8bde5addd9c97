import Link from "next/link";
import { RelativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import type { Asked } from "#lib/home/find-asked";

/** What a person has asked staff or the admins for, and what came of it. */
export function AskedList({ asked }: { asked: Asked[] }) {
  return (
    <ul className="rounded-card border bg-surface">
      {asked.map((each) => (
        <AskedEntry key={each.id} asked={each} />
      ))}
    </ul>
  );
}

function AskedEntry({ asked }: { asked: Asked }) {
  const { name, of, clientId, sentAt, reason } = asked;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 grow basis-72">
        <p className="font-medium">
          {of === "staff" ? (
            <Link href={`/integrations/${clientId}`} className="hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
        <p className="max-w-prose text-sm text-muted">
          asked <RelativeTime at={sentAt} /> · {reason}
        </p>
      </div>
      <Outcome asked={asked} />
    </li>
  );
}

function Outcome({ asked: { of, state, answeredBy } }: { asked: Asked }) {
  if (of === "staff") {
    if (state === "granted") return <Status state="approved">Enabled</Status>;
    if (state === "refused") return <Status state="denied">Not enabled: see your inbox</Status>;
    if (state === "expired") return <Status state="expired">Nobody answered in time. Ask again.</Status>;
    return <Status state="pending">Waiting for customer success</Status>;
  }
  const by = answeredBy ?? "an admin";
  if (state === "granted") return <Status state="approved">Approved by {by}. An admin connects it from the app.</Status>;
  if (state === "refused") return <Status state="denied">Denied by {by}</Status>;
  if (state === "expired") return <Status state="expired">Nobody answered in time. Ask again from the app.</Status>;
  return <Status state="pending">Waiting for an admin</Status>;
}
