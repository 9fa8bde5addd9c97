import { useEffect, useRef, useState } from "react";
import { useLeaveGuard } from "#components/leave-guard";
import { differing, type StoredSettings } from "#lib/clients/client-settings";
import { impactOf } from "#lib/clients/impact";
import { checkRedirectUri, type RedirectUriContext } from "#lib/clients/redirect-uri";
import type { ActionState } from "../../../../_server/action.ts";
import { AboutSection } from "./about-section.tsx";
import { ConsentSection } from "./consent-section.tsx";
import { GrantsSection } from "./grants-section.tsx";
import { NameSection } from "./name-section.tsx";
import { RedirectUrisSection } from "./redirect-uris-section.tsx";
import { Refusal } from "./refusal.tsx";
import { SaveBar } from "./save-bar.tsx";
import { ScopesSection } from "./scopes-section.tsx";
import type { SettingsFormProps } from "./settings-form.tsx";
import { settingsIn, valuesOf } from "./settings-in.ts";
import { changesOf, type SettingsView } from "./settings-view.ts";
import { TokensSection } from "./tokens-section.tsx";
import { TypeSection } from "./type-section.tsx";
import { useRedirectRows } from "./use-redirect-rows.ts";

type Props = SettingsFormProps & { reply: ActionState<unknown>; action: (form: FormData) => void; onDiscard: () => void };

/** The fields keep themselves, as a page without JavaScript does; what is live reads them after each change. */
export function SettingsFields({ client, catalogue, idempotencyKey, reply, action, onDiscard }: Props) {
  const { clientId, version, environment, isPartner, isDraft, settings: stored, dependants } = client;
  const refused = reply?.refused;
  const [sentFrom, setSentFrom] = useState(stored);
  // What the person left alone follows what others saved meanwhile (R14).
  const shown = refused ? { ...stored, ...differing(sentFrom, settingsIn(valuesOf(refused.initialValue ?? {}))).after } : stored;
  const form = useRef<HTMLFormElement>(null);
  const list = useRedirectRows(shown.redirectUris);
  const [fields, setFields] = useState<StoredSettings>(shown);
  const draft = { ...fields, redirectUris: list.uris };

  function readFields() {
    if (form.current) setFields(settingsIn(valuesOf(new FormData(form.current))));
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer and a new version fill the fields anew
  useEffect(() => {
    list.follow(sentFrom.redirectUris, stored.redirectUris);
    readFields();
  }, [reply, version]);
  function send() {
    setSentFrom(stored);
    list.takePasted();
  }
  useEffect(() => {
    if (refused) firstRefused(form.current)?.focus();
  }, [refused]);

  const changes = changesOf(stored, draft);
  // What is refused anyway has no effect to accept.
  const isPossible = (uri: string) => stored.redirectUris.includes(uri) || canBeSaved(uri, { type: draft.type, environment, isPartner });
  const impacts = impactOf({ ...stored, environment }, { ...draft, environment, redirectUris: draft.redirectUris.filter(isPossible) }, dependants);
  useLeaveGuard(changes.length > 0 ? `What you changed is not saved: ${changes.join(", ")}. Leave without saving?` : null);

  const view: SettingsView = {
    shown,
    draft,
    shape: { type: draft.type, grants: draft.grants, actsAs: draft.actsAs, isPartner, isDraft, redirectUris: draft.redirectUris },
    environment,
    introspectionLock: client.introspectionLock,
    errors: (field) => refused?.error?.[field] ?? undefined,
  };
  return (
    <form ref={form} action={action} onChange={readFields} onSubmit={send} className="group/settings">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <Refusal error={refused?.error} />
      <div>
        <NameSection view={view} stored={{ name: stored.name, isNameGenerated: client.isNameGenerated, namesakes: client.namesakes }} />
        <TypeSection view={view} />
        <GrantsSection view={view} />
        <RedirectUrisSection view={view} list={list} />
        <ScopesSection view={view} catalogue={catalogue} />
        <ConsentSection view={view} generatedName={client.isNameGenerated ? stored.name : null} />
        <TokensSection view={view} />
        <AboutSection view={view} />
      </div>
      <SaveBar
        changes={changes}
        impacts={impacts}
        isUnaccepted={Boolean(view.errors("acceptsImpact"))}
        path={`/clients/${clientId}/settings`}
        onDiscard={onDiscard}
      />
    </form>
  );
}

function canBeSaved(uri: string, context: RedirectUriContext): boolean {
  return checkRedirectUri(uri, context).every(({ level }) => level !== "error");
}

function firstRefused(form: HTMLFormElement | null): HTMLElement | null {
  return form?.querySelector<HTMLElement>("[aria-invalid=true]") ?? form?.querySelector<HTMLElement>("[data-refusal]") ?? null;
}
