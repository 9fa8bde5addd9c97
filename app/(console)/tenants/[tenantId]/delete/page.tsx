import { RelativeTime } from "#components/ui/relative-time";
import { EnvironmentTag } from "#components/ui/tag";
import { countRemoval, type TenantRemoval } from "#lib/tenants/count-removal";
import { read } from "../../../../_server/read.ts";
import { told } from "../../../enablements/enabled-table.tsx";
import { readTenant } from "../read-tenant.ts";
import { DeleteTenantForm } from "./delete-form.tsx";

export const metadata = { title: "Delete the tenant" };

export default async function DeleteTenantPage({ params }: PageProps<"/tenants/[tenantId]/delete">) {
  const { tenant } = await readTenant((await params).tenantId);
  const { tenantId, version, name, environment } = tenant;
  const removal = await read((actor) => countRemoval(actor, tenantId));
  return (
    <section aria-labelledby="delete-title" className="flex max-w-xl flex-col items-start gap-4 rounded-card border border-bad-line bg-surface p-5">
      <EnvironmentTag environment={environment} />
      <h2 id="delete-title" className="wrap-anywhere max-w-full text-lg font-semibold">
        Delete {name} for good?
      </h2>
      <DeleteTenantForm tenantId={tenantId} version={version} name={name}>
        <p>This cannot be undone. All of it is gone at the very next request:</p>
        <Losses {...removal} />
        <p className="text-muted">
          {removal.jwtClients > 0 &&
            `${told(removal.jwtClients, "client hands", "clients hand")} out JWTs: APIs that only check the signature take them until they expire, up to 60 minutes. `}
          The audit log keeps what was done, with the names of then. {tenant.disabledAt === null && "To stop everything and keep it, disable the company."}
        </p>
      </DeleteTenantForm>
    </section>
  );
}

function Losses({
  people,
  sessions,
  teams,
  clients,
  liveGrants,
  integrations,
  serviceAccounts,
  approvals,
  openRequests,
  hasWebhook,
  lastUsedAt,
}: TenantRemoval) {
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5">
      <li>
        {told(people, "person", "people")}, {sessions === 0 ? "none of them signed in now" : `with ${told(sessions, "session", "sessions")}`}.
      </li>
      <li>{told(teams, "team", "teams")}.</li>
      <li>{clients === 0 ? "No client of its own" : told(clients, "client of its own, with its secrets", "clients of its own, with their secrets")}.</li>
      <li>{told(liveGrants, "live grant or token of a job", "live grants and tokens of jobs")}.</li>
      <li>
        {told(integrations, "integration of a partner", "integrations of partners")}
        {serviceAccounts > 0 && `, with ${told(serviceAccounts, "service account", "service accounts")}`}
        {integrations > 0 && "; other companies go on"}.
      </li>
      {approvals > 0 && <li>{told(approvals, "approval of an app", "approvals of apps")}.</li>}
      {openRequests > 0 && <li>{told(openRequests, "request that waits for an answer", "requests that wait for an answer")}.</li>}
      {hasWebhook && <li>Its webhook, with the messages that have not arrived.</li>}
      <li>
        {lastUsedAt ? (
          <>
            Something of it last got a token <RelativeTime at={lastUsedAt} />.
          </>
        ) : (
          "Nothing of it has ever been given a token."
        )}
      </li>
    </ul>
  );
}
