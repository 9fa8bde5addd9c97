import { randomUUID } from "node:crypto";
import { CircleX, TriangleAlert } from "lucide-react";
import { notFound } from "next/navigation";
import { ButtonLink } from "#components/ui/button";
import { DescriptionList } from "#components/ui/description-list";
import { Notice } from "#components/ui/notice";
import { exactTime, RelativeTime } from "#components/ui/relative-time";
import { Tag } from "#components/ui/tag";
import { matchOf } from "#lib/clients/redirect-uri";
import { getSubmission } from "#lib/hand-overs/get-submission";
import { read } from "../../../../../_server/read.ts";
import { readPartnerClient } from "../read-partner-client.ts";
import { DecisionForms } from "./decision-forms.tsx";

export const metadata = { title: "Review redirect URIs" };

type View = Awaited<ReturnType<typeof getSubmission>>;

export default async function SubmissionPage({ params }: PageProps<"/clients/[clientId]/hand-overs/[handOverId]">) {
  const { clientId, handOverId } = await params;
  await readPartnerClient(clientId);
  const view = await read((actor) => getSubmission(actor, handOverId));
  if (view.clientId !== clientId) notFound();
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <div>
        <h2 className="text-lg font-semibold">Redirect URIs that were sent for {view.clientName}</h2>
        <p className="mt-1 text-muted">
          They came <RelativeTime at={view.submittedAt} />
          {view.note && ` on the link for ${view.note}`}
          {view.submittedFromAddress && ` from ${view.submittedFromAddress}`}. Make sure that each of these hosts is the partner's: people's codes are sent
          there.
        </p>
      </div>
      <SentUris view={view} />
      {view.sent.homePageUri !== view.now.homePageUri && (
        <DescriptionList
          items={[
            { term: "Home page now", value: view.now.homePageUri ?? "None" },
            { term: "Home page sent", value: view.sent.homePageUri ?? "None" },
          ]}
        />
      )}
      {view.state === "submitted" ? (
        <>
          {view.impact.length > 0 && (
            <Notice tone="warn" title="What taking them over does">
              <ul className="list-disc pl-4 wrap-anywhere">
                {view.impact.map(({ text }) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </Notice>
          )}
          <DecisionForms
            handOverId={view.id}
            clientId={clientId}
            version={view.version}
            submittedAt={view.submittedAt.toISOString()}
            idempotencyKey={randomUUID()}
          />
        </>
      ) : (
        <Decided view={view} />
      )}
    </div>
  );
}

function Decided({ view }: { view: View }) {
  const words = { applied: "They were taken over", refused: "They were not taken over" };
  const said = view.state === "applied" || view.state === "refused" ? words[view.state] : "The link was withdrawn, so they do not count";
  return (
    <>
      <Notice title={`${said}${view.decidedAt ? `, ${exactTime(view.decidedAt)}` : ""}.`}>{view.decisionNote}</Notice>
      <div>
        <ButtonLink href={`/clients/${view.clientId}/hand-overs`}>Back to the links</ButtonLink>
      </div>
    </>
  );
}

function SentUris({ view: { uris, leaving } }: { view: View }) {
  return (
    <ul aria-label="Redirect URIs, as sent and as they are now" className="divide-y rounded-card border bg-surface">
      {uris.map(({ uri, isNew, issues }) => (
        <li key={uri} className="flex flex-col gap-1 px-3.5 py-2.5">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <code className="font-mono text-sm wrap-anywhere">{uri}</code>
            {isNew ? <Tag look="accent">New</Tag> : <Tag>Is there now</Tag>}
            {matchOf(uri) === "wildcard" && <Tag look="warn">Wildcard</Tag>}
          </span>
          {issues.map(({ rule, level, message }) => (
            <span key={`${rule} ${message}`} className={`flex gap-2 text-sm ${level === "error" ? "text-bad" : "text-warn"}`}>
              {level === "error" ? <CircleX className="mt-0.5" /> : <TriangleAlert className="mt-0.5" />}
              <span className="min-w-0">
                {message} (Rule {rule})
              </span>
            </span>
          ))}
        </li>
      ))}
      {leaving.map((uri) => (
        <li key={uri} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3.5 py-2.5">
          <code className="font-mono text-sm wrap-anywhere text-muted line-through">{uri}</code>
          <Tag look="warn">Goes away</Tag>
        </li>
      ))}
    </ul>
  );
}
