import type { ReactNode } from "react";
import { CenteredPage } from "#components/centered-page";
import { Notice } from "#components/ui/notice";
import { exactTime, RelativeTime } from "#components/ui/relative-time";
import type { Environment } from "#components/ui/tag";
import type { Prompt } from "#lib/consents/find-prompt";
import { AskAdminForm } from "./ask-admin-form.tsx";
import { AskedScopes } from "./asked-scopes.tsx";

type Props = {
  prompt: Extract<Prompt, { state: "needs_admin" }>;
  company: string;
  place: { name: string; environment: Environment } | undefined;
  footer: ReactNode;
};

/** R43: who cannot let the app in is told who can, and can ask them. */
export function AskAdmin({ prompt: { app, admins, isBlocked, request, goesTo }, company, place, footer }: Props) {
  const maker = app.maker ? `Made by ${app.maker}.` : "It does not say who made it.";
  return (
    <CenteredPage
      title={`${app.name} needs a company admin`}
      lead={`${maker} It acts for all of ${company} as a service account, so only a company admin can let it in.`}
      {...(place && { place })}
      footer={footer}
    >
      <AskedScopes scopes={app.scopes} forCompany={company} />
      <p className="text-sm text-muted">
        It wants to go on to <strong className="font-semibold text-ink">{goesTo}</strong>.
      </p>
      <div>
        <h2 className="font-medium">Who can let it in</h2>
        <p className="wrap-anywhere text-muted">{new Intl.ListFormat("en").format(admins)}</p>
      </div>
      {isBlocked ? (
        <Notice tone="error">The admins of {company} have blocked it. Nobody can ask for it.</Notice>
      ) : request ? (
        <Notice tone="success" title="Your request is with the admins" isNews>
          Sent <RelativeTime at={request.sentAt} />. It stays open until {exactTime(request.expiresAt)}. Once it is approved, an admin connects the app.
        </Notice>
      ) : (
        <AskAdminForm clientId={app.clientId} />
      )}
    </CenteredPage>
  );
}
