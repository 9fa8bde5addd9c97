"use client";

import { useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { SubmitButton } from "#components/ui/submit-button";
import { decideInstallationAction } from "./actions.ts";

const words = {
  approve: { label: "Approve", means: "It may connect, as it stands above. An admin of the company then starts it from the app." },
  deny: { label: "Deny", means: "It does not get what it asks for. What was approved before goes on, and it may be asked for again." },
  block: { label: "Block", means: "Its access ends at once, and nobody can ask for it until an admin clears this." },
  clear: { label: "Clear the decision", means: "Its access ends at once, as if nobody had decided. It may be asked for again." },
};

type Props = { clientId: string; version: number; mark: string; answers: (keyof typeof words)[] };

/** Answers that look alike, each with what it does. */
export function DecisionForm({ clientId, version, mark, answers }: Props) {
  const [state, action] = useActionState(decideInstallationAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="mark" value={mark} />
      <FormErrors state={state} />
      <ul className="rounded-card border bg-surface">
        {answers.map((answer) => (
          <li key={answer} className="grid items-center gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0 sm:grid-cols-[11rem_minmax(0,1fr)]">
            <SubmitButton variant="secondary" name="answer" value={answer} className="w-full" aria-describedby={`${answer}-means`}>
              {words[answer].label}
            </SubmitButton>
            <p id={`${answer}-means`} className="text-sm text-muted">
              {words[answer].means}
            </p>
          </li>
        ))}
      </ul>
    </form>
  );
}
