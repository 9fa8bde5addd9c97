import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state";
import { RelativeTime } from "#components/ui/relative-time";
import { findRefusedRequests, type RefusedRequestView } from "#lib/usage/find-refused-requests";
import { read } from "../../../../_server/read.ts";
import { readClient } from "../read-client.ts";
import { endpointNames, wayTo } from "./refused-words.ts";

export const metadata = { title: "Refused requests" };

export default async function RefusedRequestsPage({ params }: PageProps<"/clients/[clientId]/refused">) {
  const { client } = await readClient((await params).clientId);
  const requests = await read((actor) => findRefusedRequests(actor, client.clientId));
  if (requests.length === 0) {
    return (
      <EmptyState icon={<ShieldCheck />} title="Nothing was refused">
        In the last 30 days every request of this client was answered. When one is refused, it stands here with the reason and the setting that would change it.
      </EmptyState>
    );
  }
  return (
    <>
      <p className="max-w-prose text-muted">
        The last requests that the token service refused, for 30 days. A secret, a token or a code is never kept. Anybody who knows the client ID can send a
        request in its name, so not each of these need be yours. To see all that is wrong with one request to sign in,{" "}
        <Link href="/clients/doctor" className="prose-link">
          check its address
        </Link>
        .
      </p>
      <ol aria-label="Refused requests" className="rounded-card border bg-surface">
        {requests.map((request) => (
          <RefusedRequest key={request.id} request={request} way={request.place && wayTo(request.place, client)} />
        ))}
      </ol>
    </>
  );
}

function RefusedRequest({ request: { at, times, endpoint, error, title, why }, way }: { request: RefusedRequestView; way: ReturnType<typeof wayTo> | null }) {
  return (
    <li className="flex flex-col gap-1 border-t px-4 py-3.5 first:border-t-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="min-w-0 font-medium">{title}</h2>
        <p className="text-sm text-muted">
          {times > 1 && `${times.toLocaleString("en")} times, the last `}
          <RelativeTime at={at} />
        </p>
      </div>
      <p className="wrap-anywhere max-w-prose">{why}</p>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm text-muted">
        <span>
          {endpointNames[endpoint] ?? endpoint}, answered with <code className="font-mono">{error}</code>
        </span>
        {way && (
          <Link href={way.href} className="prose-link inline-flex min-h-6 items-center text-ink">
            {way.label}
          </Link>
        )}
      </p>
    </li>
  );
}
