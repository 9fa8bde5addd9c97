import Link from "next/link";
import { DayChart } from "#components/ui/day-chart";
import { DescriptionList } from "#components/ui/description-list";
import { RelativeTime } from "#components/ui/relative-time";
import { SettingsSection } from "#components/ui/settings-section";
import type { ClientView } from "#lib/clients/find-clients";
import { findRefusedRequests } from "#lib/usage/find-refused-requests";
import { findUsage, USAGE_DAYS } from "#lib/usage/find-usage";
import { read } from "../../../_server/read.ts";

/** Whether the client is alive, and whether something goes wrong with it (R57, R62). */
export async function UseSection({ client: { clientId, lastUsedAt } }: { client: ClientView }) {
  const days = await read((actor) => findUsage(actor, clientId));
  const [refused] = await read((actor) => findRefusedRequests(actor, clientId));
  return (
    <SettingsSection id="use" title="Use" about={`Tokens that the client was issued in the last ${USAGE_DAYS} days. A day is one in UTC.`}>
      {days.some(({ tokens }) => tokens > 0) ? (
        <DayChart unit="tokens" days={days.map(({ day, tokens }) => ({ day, count: tokens }))} />
      ) : (
        <p className="text-muted">No token in the last {USAGE_DAYS} days.</p>
      )}
      <DescriptionList
        items={[
          { term: "Last token", value: lastUsedAt ? <RelativeTime at={lastUsedAt} /> : "Never" },
          {
            term: "Last refused",
            value: refused ? (
              <>
                <Link href={`/clients/${clientId}/refused`} className="prose-link">
                  {refused.title}
                </Link>
                , <RelativeTime at={refused.at} />
              </>
            ) : (
              "Nothing in 30 days"
            ),
          },
        ]}
      />
    </SettingsSection>
  );
}
