import { randomUUID } from "node:crypto";
import { CenteredPage } from "#components/centered-page";
import { endpoints } from "#lib/endpoints";
import { DomainError } from "#lib/errors";
import { findLinkToHandOver, type LinkView } from "#lib/hand-overs/find-link";
import { requestOrigin } from "../../_server/origin.ts";
import { endedLink } from "./ended-link.tsx";
import { RedirectUrisForm } from "./redirect-uris-form.tsx";
import { TakeSecretForm } from "./take-secret-form.tsx";
import { WhatHappens } from "./what-happens.tsx";

// A preview of the link shows it: no name of a company in it.
export const metadata = { title: "Hand-over" };

/** Opening the page uses nothing up: scanners and chat previews open links too. */
export default async function HandOverPage({ params }: PageProps<"/hand-over/[token]">) {
  const { token } = await params;
  const link = await look(token);
  if (link instanceof DomainError) return <CenteredPage title="Too many tries" lead={link.message} />;
  if (!link) {
    return (
      <CenteredPage
        title="This link does not work"
        lead="It may be incomplete: copy all of it from the message. If that does not help, ask whoever sent it for a new one."
      />
    );
  }
  return link.kind === "secret" ? <TakeSecret token={token} link={link} /> : <SendRedirectUris token={token} link={link} />;
}

async function look(token: string): Promise<LinkView | DomainError | null> {
  try {
    return await findLinkToHandOver(await requestOrigin(), token);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

const placeOf = ({ client }: LinkView) => ({ name: client.maker ?? "Partner app", environment: client.environment });

// The form stands in every answer, in the same place: the one to its press shows the secret there, when the link is used already.
function TakeSecret({ token, link }: { token: string; link: LinkView }) {
  const { client } = link;
  const ended = endedLink(link);
  return (
    <CenteredPage
      title={ended?.title ?? `Take the secret of ${client.name}`}
      lead={ended?.lead ?? <WhatHappens link={link} />}
      place={ended ? undefined : placeOf(link)}
    >
      <TakeSecretForm
        token={token}
        idempotencyKey={randomUUID()}
        isOpen={!ended}
        asksPassphrase={link.asksPassphrase}
        place={{ clientName: client.name, environment: client.environment, tenantName: placeOf(link).name, tokenEndpoint: endpoints().token }}
      />
    </CenteredPage>
  );
}

function SendRedirectUris({ token, link }: { token: string; link: LinkView }) {
  const { client, submission, state } = link;
  const ended = endedLink(link);
  return (
    <CenteredPage
      title={ended?.title ?? `Redirect URIs of ${client.name}`}
      lead={ended?.lead ?? <WhatHappens link={link} />}
      place={ended ? undefined : placeOf(link)}
    >
      <RedirectUrisForm
        token={token}
        isOpen={!ended}
        isSent={state === "submitted"}
        context={{ type: client.type, environment: client.environment, isPartner: true }}
        submission={submission}
      />
    </CenteredPage>
  );
}
