import { AnswerForm } from "#components/answer-form";
import { CenteredPage } from "#components/centered-page";
import { ButtonLink } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { RelativeTime } from "#components/ui/relative-time";
import type { SignedInActor } from "#lib/access/actor";
import type { Prompt } from "#lib/consents/find-prompt";
import type { Decision } from "#lib/installations/company-prompt";
import { answerPromptAction } from "./actions.ts";
import { AskAdmin } from "./ask-admin.tsx";
import { AskedScopes } from "./asked-scopes.tsx";
import { ChangeList } from "./change-list.tsx";

type Props = { prompt: Extract<Prompt, { app: unknown }>; interaction: string; actor: SignedInActor };

/** A client that acts for the whole company (R43): an admin decides, anybody else is told whom to ask. */
export function CompanyPrompt({ prompt, interaction, actor }: Props) {
  const place = actor.kind === "user" ? actor.tenant : undefined;
  const company = place?.name ?? "your company";
  const { app, goesTo } = prompt;
  const signedIn = `You are signed in as ${actor.name} (${actor.email}).`;
  if (prompt.state === "needs_admin") return <AskAdmin prompt={prompt} company={company} place={place} footer={signedIn} />;
  if (prompt.state === "blocked") {
    return (
      <CenteredPage title={`${app.name} is blocked`} lead={<Told decision={prompt.decision} did="blocked it" />} {...(place && { place })}>
        <p>Nobody at {company} can let it in or ask for it until an admin clears that decision.</p>
        <ReviewLink clientId={app.clientId}>See what was decided</ReviewLink>
      </CenteredPage>
    );
  }
  if (prompt.state === "uncovered") {
    return (
      <CenteredPage
        title="This request cannot go on"
        lead={`${app.name} asks to be answered at a place that nobody at ${company} has approved.`}
        {...(place && { place })}
      >
        <Notice tone="warn" title={goesTo}>
          This place was added after <Told decision={prompt.decision} did="approved the app" isMidSentence /> What was approved works as before. If you did not
          expect this, close the page.
        </Notice>
        <ReviewLink clientId={app.clientId}>See what has changed, and decide</ReviewLink>
      </CenteredPage>
    );
  }
  const { decision, changes } = prompt;
  return (
    <CenteredPage
      title={`Let ${app.name} act for ${company}?`}
      lead={app.maker ? `Made by ${app.maker}.` : "It does not say who made it."}
      {...(place && { place })}
      footer={`${signedIn} A company admin can end this at any time under Approvals.`}
    >
      <Notice>It acts for all of {company} as a service account of its own, not as you. It goes on when you leave, until an admin ends it.</Notice>
      {decision && (
        <p className="text-sm text-muted">
          <Told decision={decision} did={decision.state === "approved" ? "approved it" : "denied it"} />
        </p>
      )}
      {changes.length > 0 && <ChangeList changes={changes} />}
      <AskedScopes scopes={app.scopes} forCompany={company} />
      <p className="text-sm text-muted">
        Then you go on to <strong className="font-semibold text-ink">{goesTo}</strong>.
      </p>
      {/* The answer is to what the page shows of it. */}
      <AnswerForm action={answerPromptAction} fields={{ interaction, version: app.version }} />
    </CenteredPage>
  );
}

function Told({ decision: { by, at }, did, isMidSentence }: { decision: Decision; did: string; isMidSentence?: boolean }) {
  return (
    <>
      {by ?? (isMidSentence ? "an admin" : "An admin")} {did} <RelativeTime at={at} />.
    </>
  );
}

function ReviewLink({ clientId, children }: { clientId: string; children: string }) {
  return <ButtonLink href={`/approvals/${clientId}`}>{children}</ButtonLink>;
}
