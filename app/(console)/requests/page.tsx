import { Inbox } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { RelativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import { SubmitButton } from "#components/ui/submit-button";
import { type Column, SecondLine, Table } from "#components/ui/table";
import { EnvironmentTag } from "#components/ui/tag";
import { findRequests, type RequestView } from "#lib/integrations/find-requests";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";
import { grantRequestAction } from "./actions.ts";

export const metadata = { title: "Requests" };

export default async function RequestsPage({ searchParams }: PageProps<"/requests">) {
  const query = await searchParams;
  const isOpen = query.state !== "answered";
  const page = await read((actor) => findRequests(actor, { isOpen }, pageRequest(query)));
  return (
    <>
      <PageHeader
        title={isOpen ? "Requests" : "Answered requests"}
        crumbs={isOpen ? undefined : [{ href: "/requests", label: "Requests" }]}
        meta={isOpen ? "Integrations that people have asked for. Enabling one answers everybody at the company who asked for it." : undefined}
      />
      {page.rows.length > 0 ? (
        <Table caption="Requests" columns={columns(isOpen, new Date())} rows={page.rows} rowKey={({ requestId }) => requestId} />
      ) : (
        <EmptyState icon={<Inbox />} title={isOpen ? "Nobody waits for an answer" : "Nothing answered yet"}>
          {isOpen ? "When somebody asks for an integration, it stands here until you enable or refuse it." : "What you enable or refuse stands here."}
        </EmptyState>
      )}
      <Pager {...pageLinks("/requests", page, isOpen ? {} : { state: "answered" })}>
        {isOpen && (
          <Link href="/requests?state=answered" className="prose-link">
            Answered requests
          </Link>
        )}
      </Pager>
    </>
  );
}

function columns(isOpen: boolean, now: Date): Column<RequestView>[] {
  return [
    {
      header: "Integration",
      kind: "primary",
      cell: ({ client }) => (
        <>
          <Link href={`/clients/${client.clientId}`} className="wrap-anywhere font-medium hover:underline">
            {client.name}
          </Link>
          <SecondLine>{client.maker ?? "No maker named"}</SecondLine>
        </>
      ),
    },
    {
      header: "For",
      cell: ({ tenant }) => (
        <>
          <Link href={`/tenants/${tenant.tenantId}`} className="wrap-anywhere hover:underline">
            {tenant.name}
          </Link>
          <SecondLine>
            <EnvironmentTag environment={tenant.environment} />
          </SecondLine>
        </>
      ),
    },
    {
      header: "Asked",
      cell: ({ requestedBy, at }) => (
        <>
          <RelativeTime at={at} now={now} isPlain />
          <SecondLine>
            by{" "}
            {requestedBy ? (
              <Link href={`/people/${requestedBy.personId}`} className="hover:underline">
                {requestedBy.name}
              </Link>
            ) : (
              "somebody who is gone"
            )}
          </SecondLine>
        </>
      ),
    },
    { header: "Why", cell: ({ reason }) => <p className="wrap-anywhere max-w-sm whitespace-pre-line">{reason}</p> },
    isOpen ? { header: "Answer", cell: Answer } : { header: "Answer", cell: (request) => <Answered request={request} now={now} /> },
  ];
}

function Answer({ requestId, client, tenant }: RequestView) {
  return (
    <div className="flex flex-wrap gap-2 @min-[40rem]:flex-nowrap">
      <form action={grantRequestAction}>
        <input type="hidden" name="requestId" value={requestId} />
        <SubmitButton size="small" variant="secondary" aria-label={`Enable ${client.name} for ${tenant.name}`}>
          Enable
        </SubmitButton>
      </form>
      <ButtonLink href={`/requests/${requestId}/refuse`} size="small" aria-label={`Refuse ${client.name} for ${tenant.name}`}>
        Refuse…
      </ButtonLink>
    </div>
  );
}

function Answered({ request: { state, decidedAt }, now }: { request: RequestView; now: Date }) {
  return (
    <>
      {state === "granted" ? <Status state="approved">Enabled</Status> : <Status state="denied">Refused</Status>}
      {decidedAt && (
        <SecondLine>
          <RelativeTime at={decidedAt} now={now} isPlain />
        </SecondLine>
      )}
    </>
  );
}
