"use client";

import { useActionState, useState } from "react";
import { useToast } from "#components/ui/toast";
import type { ClientSettingsView } from "#lib/clients/get-client-settings";
import { Issued, type Place } from "../secrets/issued.tsx";
import { changeClientAction } from "./actions.ts";
import type { OfferedScope } from "./scopes-section.tsx";
import { SettingsFields } from "./settings-fields.tsx";

export type SettingsFormProps = {
  client: ClientSettingsView & { isNameGenerated: boolean; namesakes: number };
  catalogue: OfferedScope[];
  place: Place;
  idempotencyKey: string;
};

export function SettingsForm(props: SettingsFormProps) {
  const [state, action] = useActionState(changeClientAction, null);
  const [discarded, setDiscarded] = useState<{ reply: typeof state; times: number }>({ reply: null, times: 0 });
  const toast = useToast();
  if (state?.result?.secret) return <Issued issued={state.result.secret} place={props.place} />;

  function discard() {
    setDiscarded(({ times }) => ({ reply: state, times: times + 1 }));
    toast({ text: "Your changes are discarded." });
  }
  return <SettingsFields key={discarded.times} {...props} reply={state === discarded.reply ? null : state} action={action} onDiscard={discard} />;
}
