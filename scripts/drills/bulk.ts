import { runDrill } from "./run-drill";

const TENANTS = 12_000;
const KILLS = 12;
const MINUTES = 30;

/** R41: a partner's client enabled for 12,000 tenants, with the worker killed twelve times on the way. */
await runDrill(async () => {
  const { drillBulkJob } = await import("#world/bulk-drill");
  console.log(`${TENANTS.toLocaleString("en")} tenants, ${KILLS} kills, ${MINUTES} minutes at most.`);
  const seen = await drillBulkJob({ tenants: TENANTS, kills: KILLS, endsAt: Date.now() + MINUTES * 60_000, say: (text) => console.log(text) });
  console.log(seen);
  const isRight =
    seen.doneAtKill.length === KILLS &&
    seen.jobState === "finished" &&
    [seen.items.done, seen.enablements, seen.events, seen.tenantsWithEvents].every((count) => count === TENANTS);
  console.log(isRight ? "Every tenant was done exactly once." : "This is wrong.");
  return isRight;
});
