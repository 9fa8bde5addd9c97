import { randomUUID } from "node:crypto";
import { countMigration } from "#lib/api-token-migrations/find-migration";
import { read } from "../../../../../_server/read.ts";
import { readPartnerClient } from "../../tenants/read-partner-client.ts";
import { BulkForm } from "./bulk-form.tsx";

export const metadata = { title: "Many companies" };

export default async function NewBulkJobPage({ params, searchParams }: PageProps<"/clients/[clientId]/bulk/new">) {
  const { clientId, name, environment } = await readPartnerClient((await params).clientId);
  const query = await searchParams;
  const verb = query.verb === "disable" ? "disable" : "enable";
  const migration = await read((actor) => countMigration(actor, clientId));
  return (
    <section aria-labelledby="bulk-title" className="flex max-w-2xl flex-col gap-5">
      <div>
        <h2 id="bulk-title" className="wrap-anywhere text-lg font-semibold">
          {verb === "enable" ? "Enable" : "Disable"} {name} for many companies
        </h2>
        <p className="mt-1 max-w-prose text-muted">
          {verb === "enable"
            ? `It is a ${environment} client, so only ${environment} companies can have it. First you see what would happen.`
            : "Its tokens there stop at once. What people and admins have decided stays, for when it is enabled again. First you see what would happen."}
        </p>
      </div>
      <BulkForm
        clientId={clientId}
        verb={verb}
        environment={environment}
        idempotencyKey={randomUUID()}
        selection={query.selection === "filter" || query.selection === "api_tokens" ? query.selection : "list"}
        onApiTokens={verb === "enable" ? migration.api_tokens : 0}
      />
    </section>
  );
}
