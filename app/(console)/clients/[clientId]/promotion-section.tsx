import { ButtonLink } from "#components/ui/button";
import { SettingsSection } from "#components/ui/settings-section";
import type { ClientView } from "#lib/clients/find-clients";
import { findPromotion } from "#lib/clients/find-promotion";
import { read } from "../../../_server/read.ts";
import { PromotedClient } from "./promote/promoted-client.tsx";

/** A partner's sandbox client and its production client lead to each other (R47). */
export async function PromotionSection({ client }: { client: ClientView }) {
  const { isPossible, production, sandbox } = await read((actor) => findPromotion(actor, client.clientId));
  if (production) {
    return (
      <SettingsSection title="Production" about="Made from this client; each has settings of its own.">
        <PromotedClient client={production} />
      </SettingsSection>
    );
  }
  if (sandbox) {
    return (
      <SettingsSection title="Sandbox" about="This client was made from it; each has settings of its own.">
        <PromotedClient client={sandbox} />
      </SettingsSection>
    );
  }
  if (!isPossible) return null;
  return (
    <SettingsSection title="Production" about="This client works in sandbox tenants alone.">
      <div>
        <ButtonLink href={`/clients/${client.clientId}/promote`}>Promote to production…</ButtonLink>
      </div>
    </SettingsSection>
  );
}
