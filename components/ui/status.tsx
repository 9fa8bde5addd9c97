import { Ban, CircleAlert, CircleCheck, CircleDashed, CircleX, Clock, ClockAlert, PencilLine, Trash2 } from "lucide-react";
import type { ReactNode } from "react";

const states = {
  active: { icon: CircleCheck, word: "Active", tone: "text-ok" },
  approved: { icon: CircleCheck, word: "Approved", tone: "text-ok" },
  pending: { icon: Clock, word: "Waiting", tone: "text-warn" },
  expiring: { icon: ClockAlert, word: "Ends soon", tone: "text-warn" },
  "not-ready": { icon: CircleAlert, word: "Not ready", tone: "text-warn" },
  disabled: { icon: Ban, word: "Disabled", tone: "text-bad" },
  denied: { icon: CircleX, word: "Denied", tone: "text-bad" },
  blocked: { icon: Ban, word: "Blocked", tone: "text-bad" },
  deleted: { icon: Trash2, word: "Deleted", tone: "text-bad" },
  expired: { icon: ClockAlert, word: "Expired", tone: "text-muted" },
  retired: { icon: CircleX, word: "Retired", tone: "text-muted" },
  draft: { icon: PencilLine, word: "Draft", tone: "text-muted" },
  unused: { icon: CircleDashed, word: "Unused", tone: "text-muted" },
};

export type State = keyof typeof states;

/** A shape and a word, then a colour. The word can say more: "Secret ends in 5 days". */
export function Status({ state, children }: { state: State; children?: ReactNode }) {
  const { icon: Icon, word, tone } = states[state];
  return (
    <span data-status={state} className={`inline-flex items-start gap-1.5 text-sm ${tone}`}>
      <Icon className="my-0.5" />
      <span>{children ?? word}</span>
    </span>
  );
}
