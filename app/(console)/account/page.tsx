import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import { SettingsSection } from "#components/ui/settings-section";
import { SubmitButton } from "#components/ui/submit-button";
import { Tag } from "#components/ui/tag";
import { roleNames } from "#lib/access/permissions";
import { findConsents } from "#lib/consents/find-consents";
import { findAsked } from "#lib/home/find-asked";
import { findOwnSessions } from "#lib/members/sessions";
import { read } from "../../_server/read.ts";
import { AskedList } from "../asked-list.tsx";
import { endSessionAction } from "./actions.ts";
import { browserName } from "./browser-name.ts";
import { ConsentList } from "./consent-list.tsx";
import { PasswordForm } from "./password-form.tsx";

export const metadata = { title: "Your account" };

export default async function AccountPage() {
  const { actor, sessions, consents, asked } = await read(async (actor) => ({
    actor,
    sessions: await findOwnSessions(actor),
    consents: await findConsents(actor),
    asked: await findAsked(actor),
  }));
  return (
    <>
      <PageHeader
        title="Your account"
        meta={
          <>
            <span>{actor.name}</span>
            <span>{actor.email}</span>
            <span>{roleNames[actor.role]}</span>
          </>
        }
      />
      <div>
        <SettingsSection title="Where you are signed in" about="A session ends after 12 hours, or after 4 without use. Ending one holds at its next request.">
          <ul className="rounded-card border bg-surface">
            {sessions.map((session) => (
              <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 border-t px-4 py-3 first:border-t-0">
                <div>
                  <p className="font-medium">
                    {browserName(session.userAgent)} {session.id === actor.sessionId && <Tag look="accent">This browser</Tag>}
                  </p>
                  <p className="text-sm text-muted">
                    {session.ipAddress ?? "address unknown"} · signed in <RelativeTime at={session.signedInAt} />
                  </p>
                </div>
                {session.id !== actor.sessionId && (
                  <form action={endSessionAction}>
                    <input type="hidden" name="sessionId" value={session.id} />
                    <SubmitButton variant="secondary">End it</SubmitButton>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </SettingsSection>
        {actor.kind === "user" && (
          <SettingsSection title="Apps you have allowed" about="They act for you until you take it back; then their access ends at once.">
            <ConsentList consents={consents} />
          </SettingsSection>
        )}
        {asked.length > 0 && (
          <SettingsSection
            title="What you have asked for"
            about="Customer success enables an integration. What acts for the whole company is for your admins to decide on."
          >
            <AskedList asked={asked} />
          </SettingsSection>
        )}
        <SettingsSection title="Password" about="Changing it ends your other sessions.">
          <PasswordForm email={actor.email} />
        </SettingsSection>
      </div>
    </>
  );
}
