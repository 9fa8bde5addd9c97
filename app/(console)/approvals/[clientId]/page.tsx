import { toChanges } from "#components/event-list";
import { ChangeTable } from "#components/ui/audit-entry";
import { DescriptionList } from "#components/ui/description-list";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import { SettingsSection } from "#components/ui/settings-section";
import { valueWords } from "#lib/audit/value-words";
import { notFound } from "#lib/errors";
import { findInstallationRequests } from "#lib/installations/find-installation-requests";
import { getInstallation } from "#lib/installations/find-installations";
import { read } from "../../../_server/read.ts";
import { AskedScopes } from "../../../authorize/[interaction]/asked-scopes.tsx";
import { InstallationStatus } from "../installation-table.tsx";
import { DecisionForm } from "./decision-form.tsx";
import { RequestList } from "./request-list.tsx";

export const metadata = { title: "Approve an app" };

export default async function ApprovalPage({ params }: PageProps<"/approvals/[clientId]">) {
  const { clientId } = await params;
  const { company, found, requests } = await read(async (actor) => {
    const found = await getInstallation(actor, clientId);
    if (actor.kind !== "user") throw notFound("This app");
    return { company: actor.tenant.name, found, requests: (await findInstallationRequests(actor, { clientId }, {})).rows };
  });
  const { app, installation, serviceAccountSince } = found;
  return (
    <>
      <PageHeader
        title={app.name}
        crumbs={[{ href: "/approvals", label: "Approvals" }]}
        meta={
          <>
            <span>{app.maker ? `Made by ${app.maker}` : "It does not say who made it"}</span>
            {installation && <InstallationStatus installation={installation} />}
            {installation && (
              <span>
                {installation.decidedBy ?? "Somebody who is gone"}, <RelativeTime at={installation.decidedAt} />
              </span>
            )}
          </>
        }
      />
      {!app.isUsable && (
        <Notice tone="warn">
          It is not switched on for {company}, so it has no access now. The people who run Gatehouse switch it on; what you decide here holds when they do.
        </Notice>
      )}
      <div>
        {installation && installation.changes.length > 0 && (
          <SettingsSection
            title="Changed since it was approved"
            about="What was approved goes on as it was. More grants, scopes and places to go on to work once an admin approves them; a new name needs no decision."
          >
            <ChangeTable changes={toChanges(installation.changes)} />
          </SettingsSection>
        )}
        {requests.length > 0 && (
          <SettingsSection title="Who asks for it" about="They learn what you decide on their account page.">
            <RequestList requests={requests} />
          </SettingsSection>
        )}
        <SettingsSection title="What it may do" about={`It acts for all of ${company} as a service account of its own, not as you. It goes on when you leave.`}>
          <AskedScopes scopes={app.scopes} forCompany={company} />
          <DescriptionList
            items={[
              { term: "Sends people to", value: <Lines texts={app.redirectUris} /> },
              { term: "Grants", value: app.grants.map((grant) => valueWords.grants[grant]).join(", ") || "None" },
              { term: "Kind", value: app.type === "public" ? "Public: it cannot keep a secret" : "Confidential: it has a secret" },
              { term: "Home page", value: app.homePageUri ?? "Not given" },
              { term: "Contact", value: app.contact ?? "Not given" },
              { term: "Service account", value: serviceAccountSince ? <Since at={serviceAccountSince} /> : "Made when it gets its first token" },
            ]}
          />
        </SettingsSection>
        <SettingsSection title="Decide" about="It holds at the app's next request, and the audit log says that it was you.">
          <DecisionForm clientId={clientId} version={app.version} mark={installation?.mark ?? ""} answers={answersTo(found, requests.length > 0)} />
        </SettingsSection>
      </div>
    </>
  );
}

/** What an admin can do about it now. */
function answersTo({ app, installation }: Awaited<ReturnType<typeof getInstallation>>, isAsked: boolean) {
  if (installation?.state === "blocked") return ["clear" as const];
  const isOpen = isAsked || !installation || installation.isReopened;
  const canApprove = app.isUsable && (isOpen || installation?.state === "denied" || (installation?.changes.length ?? 0) > 0);
  return [
    ...(canApprove ? (["approve"] as const) : []),
    ...(isOpen ? (["deny"] as const) : []),
    "block" as const,
    ...(installation ? (["clear"] as const) : []),
  ];
}

function Since({ at }: { at: Date }) {
  return (
    <>
      Since <RelativeTime at={at} />
    </>
  );
}

function Lines({ texts }: { texts: string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text} className="wrap-anywhere font-mono text-sm">
          {text}
        </li>
      ))}
    </ul>
  );
}
