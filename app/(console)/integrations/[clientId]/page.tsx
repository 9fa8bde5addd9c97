import { DescriptionList } from "#components/ui/description-list";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import { SettingsSection } from "#components/ui/settings-section";
import { getIntegration, type IntegrationView } from "#lib/integrations/find-integrations";
import { read } from "../../../_server/read.ts";
import { IntegrationState } from "../integration-state.tsx";
import { AskForm } from "./ask-form.tsx";

export const metadata = { title: "Integration" };

export default async function IntegrationPage({ params }: PageProps<"/integrations/[clientId]">) {
  const { clientId } = await params;
  const { company, integration } = await read(async (actor) => ({
    company: actor.kind === "user" ? actor.tenant.name : "",
    integration: await getIntegration(actor, clientId),
  }));
  return (
    <>
      <PageHeader
        title={integration.name}
        crumbs={[{ href: "/integrations", label: "Integrations" }]}
        meta={
          <>
            {integration.maker && <span className="wrap-anywhere min-w-0">by {integration.maker}</span>}
            <IntegrationState integration={integration} now={new Date()} />
          </>
        }
      />
      <div>
        <SettingsSection title="What it may do" about="Once it is enabled, and somebody has allowed it.">
          {integration.scopes.length > 0 ? (
            <DescriptionList
              items={integration.scopes.map(({ name, title, description }) => ({ term: title, value: <span key={name}>{description}</span> }))}
            />
          ) : (
            <p>It learns who signs in, and nothing else.</p>
          )}
        </SettingsSection>
        <SettingsSection title="Whom it acts for">
          <p>
            {integration.actsAs === "service_account"
              ? `A service account of ${company}, not a person: an admin of the company approves it once it is enabled.`
              : "Each person who allows it, with what that person may see. Everybody decides for themselves, and can take it back."}
          </p>
        </SettingsSection>
        {integration.homePageUri && (
          <SettingsSection title="Home page">
            <p>
              <a href={integration.homePageUri} rel="noreferrer noopener" className="prose-link wrap-anywhere">
                {integration.homePageUri}
              </a>
            </p>
          </SettingsSection>
        )}
        <SettingsSection title={integration.enabledAt ? "Enabled" : "Ask for it"}>
          <HowItStands integration={integration} company={company} />
        </SettingsSection>
      </div>
    </>
  );
}

function HowItStands({ integration: { clientId, name, enabledAt, asked }, company }: { integration: IntegrationView; company: string }) {
  if (enabledAt) {
    return (
      <p>
        It is enabled for {company} since <RelativeTime at={enabledAt} />. Begin in {name} itself: it sends you here to allow it.
      </p>
    );
  }
  if (asked?.isOwn) {
    return (
      <p>
        You asked for it <RelativeTime at={asked.at} />. The answer comes to your inbox.
      </p>
    );
  }
  return (
    <>
      {asked && (
        <p className="text-muted">
          Somebody of {company} asked for it <RelativeTime at={asked.at} />, and waits for the answer. Ask too, and you are told as well.
        </p>
      )}
      <AskForm clientId={clientId} />
    </>
  );
}
