import { KeyRound, Link2, Send } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { Pager } from "#components/ui/pager";
import { exactTime, RelativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import { SubmitButton } from "#components/ui/submit-button";
import { type Column, SecondLine, Table } from "#components/ui/table";
import type { ClientView } from "#lib/clients/find-clients";
import { findHandOvers, findWaitingSubmissions, type HandOverView } from "#lib/hand-overs/find-hand-overs";
import { isWithdrawable } from "#lib/hand-overs/hand-over-state";
import { pageLinks, pageRequest } from "../../../../_server/paging.ts";
import { read } from "../../../../_server/read.ts";
import { withdrawAction } from "./actions.ts";
import { readPartnerClient } from "./read-partner-client.ts";

export const metadata = { title: "Hand-over" };

export default async function HandOversPage({ params, searchParams }: PageProps<"/clients/[clientId]/hand-overs">) {
  const client = await readPartnerClient((await params).clientId);
  const request = pageRequest(await searchParams);
  const page = await read((actor) => findHandOvers(actor, client.clientId, request));
  const waiting = await read((actor) => findWaitingSubmissions(actor, client.clientId));
  const path = `/clients/${client.clientId}/hand-overs`;
  if (page.rows.length === 0) {
    return (
      <EmptyState icon={<Send />} title="Nothing handed over yet" action={<NewLinks client={client} path={path} />}>
        Send the partner a one-time link. On it they fill in their redirect URIs for you to review
        {client.state === "draft" ? "; once the client is active, they take a secret that you never see." : ", or take a secret that you never see."}
      </EmptyState>
    );
  }
  return (
    <>
      {waiting.map(({ id, note, submittedAt }) => (
        <Notice
          key={id}
          tone="warn"
          title="Redirect URIs wait for your review"
          action={
            <ButtonLink size="small" href={`${path}/${id}`}>
              Review…
            </ButtonLink>
          }
        >
          They came {submittedAt && <RelativeTime at={submittedAt} />}
          {note && `, on the link for ${note}`}. They do not count until you take them over.
        </Notice>
      ))}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted">One-time links for the partner. A secret that is taken on one is shown to the partner alone.</p>
        <div className="flex flex-wrap gap-2">
          <NewLinks client={client} path={path} />
        </div>
      </div>
      <Table caption="Hand-over links" columns={columnsFor(path)} rows={page.rows} rowKey={({ id }) => id} />
      <Pager {...pageLinks(path, page)} />
    </>
  );
}

function NewLinks({ client, path }: { client: ClientView; path: string }) {
  return (
    <>
      {client.may.includes("issue_secret") && (
        <ButtonLink href={`${path}/secret`}>
          <KeyRound />
          Hand over a secret…
        </ButtonLink>
      )}
      {client.may.includes("change") && (
        <ButtonLink href={`${path}/redirect-uris`}>
          <Link2 />
          Ask for redirect URIs…
        </ButtonLink>
      )}
    </>
  );
}

function columnsFor(path: string): Column<HandOverView>[] {
  const now = new Date();
  return [
    {
      header: "Link",
      kind: "primary",
      cell: (link) => (
        <>
          <span className="font-medium">{link.kind === "secret" ? `Secret “${link.secretName}”` : "Redirect URIs"}</span>
          {link.note && <SecondLine>for {link.note}</SecondLine>}
        </>
      ),
    },
    {
      header: "Made",
      cell: (link) => (
        <>
          <RelativeTime at={link.createdAt} now={now} />
          <SecondLine>by {link.createdBy}</SecondLine>
        </>
      ),
    },
    { header: "State", cell: (link) => <LinkStatus link={link} path={path} /> },
    {
      header: "Actions",
      kind: "actions",
      cell: (link) =>
        isWithdrawable(link.state) && (
          <form action={withdrawAction}>
            <input type="hidden" name="handOverId" value={link.id} />
            <SubmitButton size="small" variant="quiet">
              Withdraw
            </SubmitButton>
          </form>
        ),
    },
  ];
}

function LinkStatus({ link, path }: { link: HandOverView; path: string }) {
  switch (link.state) {
    case "open":
      return (
        <>
          <Status state="pending">Open</Status>
          <SecondLine>
            until {exactTime(link.expiresAt)}
            {link.failedTries > 0 && `, ${link.failedTries} wrong passphrase${link.failedTries === 1 ? "" : "s"}`}
          </SecondLine>
        </>
      );
    case "used":
      return (
        <>
          <Status state="active">Taken</Status>
          <SecondLine>
            {link.usedAt && exactTime(link.usedAt)}
            {link.usedFromAddress && ` from ${link.usedFromAddress}`}
            {link.hint && (
              <>
                , ends in <code className="font-mono">{link.hint}</code>
              </>
            )}
          </SecondLine>
        </>
      );
    case "submitted":
      return (
        <>
          <Status state="pending">Waits for review</Status>
          <SecondLine>
            <Link href={`${path}/${link.id}`} className="prose-link">
              Review what was sent
            </Link>
            {link.submittedFromAddress && ` from ${link.submittedFromAddress}`}
          </SecondLine>
        </>
      );
    case "applied":
      return (
        <>
          <Status state="approved">Taken over</Status>
          <SecondLine>{link.decidedAt && exactTime(link.decidedAt)}</SecondLine>
        </>
      );
    case "refused":
      return (
        <>
          <Status state="denied">Not taken over</Status>
          <SecondLine>{link.decisionNote}</SecondLine>
        </>
      );
    case "locked":
      return (
        <>
          <Status state="blocked">Ended</Status>
          <SecondLine>The passphrase was wrong five times.</SecondLine>
        </>
      );
    case "withdrawn":
      return <Status state="retired">Withdrawn</Status>;
    case "expired":
      return (
        <>
          <Status state="expired" />
          <SecondLine>{exactTime(link.expiresAt)}, unused</SecondLine>
        </>
      );
  }
}
