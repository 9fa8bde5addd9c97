import { CodeBlock } from "#components/ui/code-block";
import { SettingsSection } from "#components/ui/settings-section";
import type { ClientView } from "#lib/clients/find-clients";
import { factsOf } from "#lib/clients/snippets/facts-of";
import { snippetsForIntrospection } from "#lib/clients/snippets/snippets-for";
import { endpoints } from "#lib/endpoints";

/** How an API that may ask about every token asks, with its own values. */
export function IntrospectionSnippets({ client }: { client: ClientView & { scopes: string[] } }) {
  return (
    <SettingsSection
      title="Ask whom a token acts for"
      about="The answer is active: false for a token that has expired, was revoked, or stands on something that is switched off, and says no more then. Do not keep it: what is switched off ends a token at once."
    >
      {snippetsForIntrospection(factsOf(client, endpoints())).map(({ label, code }) => (
        <CodeBlock key={label} label={label} code={code} />
      ))}
    </SettingsSection>
  );
}
