import { RelativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import type { IntegrationView } from "#lib/integrations/find-integrations";

export function IntegrationState({ integration: { enabledAt, asked }, now }: { integration: IntegrationView; now: Date }) {
  if (enabledAt) return <Status state="active">Enabled</Status>;
  if (asked) {
    return (
      <Status state="pending">
        {asked.isOwn ? "You asked" : "Asked for"} <RelativeTime at={asked.at} now={now} isPlain />
      </Status>
    );
  }
  return <Status state="unused">Not enabled</Status>;
}
