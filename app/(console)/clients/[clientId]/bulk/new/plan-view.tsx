"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { Messages } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { BulkPlan } from "#lib/bulk-jobs/plan-bulk-job";
import type { PlanBulkJobInput } from "#lib/bulk-jobs/schemas";
import { startBulkJobAction } from "../actions.ts";
import { companies } from "../job-words.tsx";
import { UnmatchedLines } from "../unmatched-lines.tsx";

/** The dry run, and the button that does it: for what was checked, whatever was typed since. */
export function PlanView({ plan, input, idempotencyKey }: { plan: BulkPlan; input: PlanBulkJobInput; idempotencyKey: string }) {
  const [state, action] = useActionState(startBulkJobAction, null);
  const enables = input.verb === "enable";
  const hidden = { ...input, search: input.search ?? "", idempotencyKey, previewed: plan.mark };
  const refused = [...(typed(state)("tenants").errors ?? []), ...(typed(state)("selection").errors ?? [])];
  return (
    <section aria-labelledby="plan-title" className="flex flex-col gap-4 rounded-card border bg-surface p-5">
      <h3 id="plan-title" className="text-lg font-semibold">
        What would happen
      </h3>
      <div role="status">
        <ul className="flex flex-col gap-2">
          <Row count={plan.will} words={enables ? "will be enabled" : "will be disabled"} names={plan.willNames} />
          <Row count={plan.already} words={enables ? "enabled already, and stay so" : "not enabled, and stay so"} names={[]} />
          {plan.cannot > 0 && (
            <Row
              count={plan.cannot}
              words="of the other environment: sandbox and production have clients of their own, so these will fail"
              names={plan.cannotNames}
            />
          )}
        </ul>
      </div>
      <UnmatchedLines lines={plan.unmatched} />
      {plan.will === 0 ? (
        <Notice>Nothing would change, so there is nothing to start.</Notice>
      ) : (
        <form action={action} className="flex flex-col items-start gap-3">
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <FormErrors state={state} />
          <Messages id="start-errors" tone="bad" items={refused} />
          <SubmitButton variant={enables ? "primary" : "danger"}>
            {enables ? "Enable" : "Disable"} for {companies(plan.will)}
          </SubmitButton>
          <p className="text-sm text-muted">It goes on when you close this page, and you can cancel what is left.</p>
        </form>
      )}
    </section>
  );
}

function Row({ count, words, names }: { count: number; words: string; names: string[] }) {
  const more = count - names.length;
  return (
    <li>
      <span className="font-semibold">{count.toLocaleString("en")}</span> {words}
      {names.length > 0 && (
        <span className="block text-sm text-muted wrap-anywhere">
          {names.join(", ")}
          {more > 0 && ` and ${more.toLocaleString("en")} more`}
        </span>
      )}
    </li>
  );
}
