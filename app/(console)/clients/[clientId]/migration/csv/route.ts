import { findWholeMigration } from "#lib/api-token-migrations/find-migration";
import { csvAnswer } from "../../../../../_server/csv-answer.ts";
import { read } from "../../../../../_server/read.ts";
import { readPartnerClient } from "../../tenants/read-partner-client.ts";
import { stateWords } from "../state-words.ts";

/** Where each company of the list is on its way. */
export async function GET(_request: Request, { params }: RouteContext<"/clients/[clientId]/migration/csv">) {
  const { clientId } = await readPartnerClient((await params).clientId);
  const rows = await read((actor) => findWholeMigration(actor, { clientId }));
  return csvAnswer(`from-api-tokens-${clientId}`, [
    ["company", "slug", "id", "state", "on the list since", "first token"],
    ...rows.map(({ name, slug, tenantId, state, importedAt, reauthenticatedAt }) => [
      name,
      slug,
      tenantId,
      stateWords[state].word,
      importedAt.toISOString(),
      reauthenticatedAt?.toISOString() ?? "",
    ]),
  ]);
}
