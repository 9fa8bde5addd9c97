import { Download, KeyRound, ListPlus } from "lucide-react";
import { ButtonLink, buttonLook } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { FilterLinks } from "#components/ui/filter-links";
import { Pager } from "#components/ui/pager";
import { PartsBar } from "#components/ui/parts-bar";
import { SettingsSection } from "#components/ui/settings-section";
import { countMigration, findMigration, migrationStates } from "#lib/api-token-migrations/find-migration";
import { pageLinks, pageRequest } from "../../../../_server/paging.ts";
import { read } from "../../../../_server/read.ts";
import { companies } from "../bulk/job-words.tsx";
import { readPartnerClient } from "../tenants/read-partner-client.ts";
import { ImportForm } from "./import-form.tsx";
import { MigrationTable } from "./migration-table.tsx";
import { stateWords } from "./state-words.ts";

export const metadata = { title: "From API tokens" };

export default async function MigrationPage({ params, searchParams }: PageProps<"/clients/[clientId]/migration">) {
  const { clientId, deletedAt } = await readPartnerClient((await params).clientId);
  const query = await searchParams;
  const state = migrationStates.find((each) => each === query.state);
  const [counts, page] = await read(async (actor) => [
    await countMigration(actor, clientId),
    await findMigration(actor, { clientId, ...(state && { state }) }, pageRequest(query)),
  ]);
  const path = `/clients/${clientId}/migration`;
  const total = migrationStates.reduce((sum, each) => sum + counts[each], 0);
  return (
    <div className="flex flex-col gap-5">
      {total === 0 ? (
        <EmptyState icon={<KeyRound />} title="No companies on the list">
          Paste the companies that still use API tokens with this integration. Here you see who has moved, and enable the others together.
        </EmptyState>
      ) : (
        <>
          <section aria-labelledby="progress-title" className="flex flex-col gap-4 rounded-card border bg-surface p-5">
            <div className="flex flex-wrap items-start justify-between gap-3">
              <div>
                <h2 id="progress-title" className="text-lg font-semibold">
                  {counts.reauthenticated.toLocaleString("en")} of {companies(total)} {total === 1 ? "has" : "have"} moved from API tokens
                </h2>
                <p className="max-w-prose text-sm text-muted">A company has moved once somebody there authorized the client and it got its first token.</p>
              </div>
              <div className="flex flex-wrap gap-2">
                {counts.api_tokens > 0 && !deletedAt && (
                  <ButtonLink href={`/clients/${clientId}/bulk/new?verb=enable&selection=api_tokens`} variant="primary">
                    <ListPlus />
                    Enable the {counts.api_tokens.toLocaleString("en")} that are not…
                  </ButtonLink>
                )}
                <a href={`${path}/csv`} download {...buttonLook()}>
                  <Download />
                  CSV
                </a>
              </div>
            </div>
            <PartsBar
              label="From API tokens: how far it is"
              parts={[...migrationStates].reverse().map((each) => ({ label: stateWords[each].word, count: counts[each], tone: stateWords[each].tone }))}
            />
          </section>
          <FilterLinks
            label="Which companies"
            links={[
              { href: path, label: `All ${total.toLocaleString("en")}`, isCurrent: state === undefined },
              ...migrationStates.map((each) => ({
                href: `${path}?state=${each}`,
                label: `${stateWords[each].word} ${counts[each].toLocaleString("en")}`,
                isCurrent: state === each,
              })),
            ]}
          />
          {page.rows.length > 0 ? <MigrationTable clientId={clientId} rows={page.rows} /> : <p className="text-muted">None.</p>}
          <Pager {...pageLinks(path, page, state ? { state } : {})} />
        </>
      )}
      <SettingsSection title="Add companies" about="Whoever is on the list stays as they are, so you can paste it again.">
        <ImportForm clientId={clientId} />
      </SettingsSection>
    </div>
  );
}
