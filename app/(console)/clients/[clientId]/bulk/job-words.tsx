import type { BarPart } from "#components/ui/parts-bar";
import { type State, Status } from "#components/ui/status";
import type { BulkJobView, ItemState } from "#lib/bulk-jobs/find-bulk-jobs";

type Verb = BulkJobView["verb"];

export const itemStates = ["waiting", "done", "unchanged", "failed", "cancelled"] as const satisfies readonly ItemState[];

/** What came of a company, as people call it. */
export function itemWord(state: ItemState, verb: Verb): string {
  const words: Record<ItemState, string> = {
    waiting: "Waiting",
    done: verb === "enable" ? "Enabled" : "Disabled",
    unchanged: verb === "enable" ? "Enabled already" : "Not enabled before",
    failed: "Failed",
    cancelled: "Cancelled",
  };
  return words[state];
}

const looks: Record<ItemState, State> = { waiting: "pending", done: "active", unchanged: "unused", failed: "denied", cancelled: "expired" };

export function ItemStatus({ state, verb }: { state: ItemState; verb: Verb }) {
  return <Status state={looks[state]}>{itemWord(state, verb)}</Status>;
}

const tones: Record<ItemState, BarPart["tone"]> = { done: "ok", unchanged: "plain", failed: "bad", cancelled: "warn", waiting: "rest" };

export function partsOf({ counts, verb }: BulkJobView): BarPart[] {
  const order = ["done", "unchanged", "failed", "cancelled", "waiting"] as const;
  return order.map((state) => ({ label: itemWord(state, verb), count: counts[state], tone: tones[state] }));
}

export function JobStatus({ job }: { job: BulkJobView }) {
  if (job.state === "queued") return <Status state="pending">Waits for its turn</Status>;
  if (job.state === "running") return <Status state="pending">At work</Status>;
  if (job.state === "cancelled") return <Status state="expired">Cancelled</Status>;
  if (job.state === "stopped") return <Status state="denied">Stopped, {companies(job.counts.failed)} not done</Status>;
  return job.counts.failed > 0 ? <Status state="not-ready">Finished, {job.counts.failed} failed</Status> : <Status state="active">Finished</Status>;
}

export function jobTitle({ verb, total }: BulkJobView): string {
  return `${verb === "enable" ? "Enable" : "Disable"} for ${companies(total)}`;
}

export function companies(count: number): string {
  return count === 1 ? "1 company" : `${new Intl.NumberFormat("en").format(count)} companies`;
}
