import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import { EnvironmentTag } from "#components/ui/tag";
import { getRequest } from "#lib/integrations/find-requests";
import { read } from "../../../../_server/read.ts";
import { RefuseForm } from "./refuse-form.tsx";

export const metadata = { title: "Refuse a request" };

export default async function RefuseRequestPage({ params }: PageProps<"/requests/[requestId]/refuse">) {
  const { requestId } = await params;
  const { client, tenant, requestedBy, reason, at, state } = await read((actor) => getRequest(actor, requestId));
  return (
    <>
      <PageHeader
        title={`${client.name} for ${tenant.name}`}
        crumbs={[{ href: "/requests", label: "Requests" }]}
        meta={
          <>
            <EnvironmentTag environment={tenant.environment} />
            <span>
              asked by {requestedBy?.name ?? "somebody who is gone"} <RelativeTime at={at} />
            </span>
          </>
        }
      />
      <section aria-label="The request" className="flex max-w-xl flex-col gap-4 rounded-card border bg-surface p-5">
        <blockquote className="wrap-anywhere border-l-2 pl-3 whitespace-pre-line text-muted">{reason}</blockquote>
        {state === "open" ? <RefuseForm requestId={requestId} /> : <Notice>This request was {state} already.</Notice>}
      </section>
    </>
  );
}
