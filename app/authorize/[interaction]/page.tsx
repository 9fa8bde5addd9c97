import { AnswerForm } from "#components/answer-form";
import { CenteredPage } from "#components/centered-page";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { findReturnUrl } from "#lib/consents/find-return-url";
import { read } from "../../_server/read.ts";
import { answerPromptAction } from "./actions.ts";
import { AskedScopes } from "./asked-scopes.tsx";
import { CompanyPrompt } from "./company-prompt.tsx";
import { GoOn } from "./go-on.tsx";
import { SignInAgain } from "./sign-in-again.tsx";

export const metadata = { title: "Allow an app" };

export default async function AuthorizePage({ params }: PageProps<"/authorize/[interaction]">) {
  const { interaction } = await params;
  const { actor, prompt } = await read(async (actor) => ({ actor, prompt: await findPrompt(actor, interaction) }));
  const place = actor.kind === "user" ? actor.tenant : undefined;
  if (prompt.state === "ended") {
    return <CenteredPage title="This request has ended" lead="It was answered already, or waited too long. Go back to the app and start again." />;
  }
  if (prompt.state === "refused") return <CenteredPage title="You cannot use this app" lead={prompt.reason} {...(place && { place })} />;
  if (prompt.state === "signs_in_again") return <SignInAgain name={prompt.name} interaction={interaction} actor={actor} />;
  if ("app" in prompt) return <CompanyPrompt prompt={prompt} interaction={interaction} actor={actor} />;
  const { client, scopes, goesTo } = prompt;
  if (prompt.state === "goes_on") {
    // Whoever is lured here gains nothing: only the browser that began the request can use the ticket.
    const url = await read(async (actor) => findReturnUrl(actor, await answerPrompt(actor, { interaction, answer: "approve" })));
    return (
      <CenteredPage title={`Going on to ${client.name}`} lead={`You are on your way to ${goesTo}.`}>
        <GoOn url={url} />
      </CenteredPage>
    );
  }
  return (
    <CenteredPage
      title={`Allow ${client.name} to act for you?`}
      lead={client.maker ? `Made by ${client.maker}.` : "It does not say who made it."}
      {...(place && { place })}
      footer={`You are signed in as ${actor.name} (${actor.email}). You can take this back at any time under Your account.`}
    >
      <AskedScopes scopes={scopes} />
      <p className="text-sm text-muted">
        Then you go on to <strong className="font-semibold text-ink">{goesTo}</strong>.
      </p>
      <AnswerForm action={answerPromptAction} fields={{ interaction }} />
    </CenteredPage>
  );
}
