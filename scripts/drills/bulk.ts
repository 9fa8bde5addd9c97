import { beforeExit, runCommand } from "../bootstrap/shutdown.mjs";
import { makeTestDatabases } from "../test-databases";

const TENANTS = 12_000;
const KILLS = 12;
const MINUTES = 30;

/** R41: a partner's client enabled for 12,000 tenants, with the worker killed twelve times on the way. */
await runCommand(async () => {
  const { DATABASE_URL = "", SUPERUSER_DATABASE_URL } = process.env;
  const databases = await makeTestDatabases(DATABASE_URL, SUPERUSER_DATABASE_URL);
  beforeExit(databases.drop);
  Object.assign(process.env, databases.first);
  const [{ drillBulkJob }, { closeDatabase }] = await Promise.all([import("#world/bulk-drill"), import("#lib/db/as-scope")]);
  beforeExit(closeDatabase);

  console.log(`${TENANTS.toLocaleString("en")} tenants, ${KILLS} kills, ${MINUTES} minutes at most.`);
  const started = Date.now();
  const seen = await drillBulkJob({ tenants: TENANTS, kills: KILLS, endsAt: started + MINUTES * 60_000, say: (text) => console.log(text) });
  console.log(`After ${Math.round((Date.now() - started) / 1000)} s:`, seen);
  const isRight =
    seen.doneAtKill.length === KILLS &&
    seen.jobState === "finished" &&
    [seen.items.done, seen.enablements, seen.events, seen.tenantsWithEvents].every((count) => count === TENANTS);
  console.log(isRight ? "Every tenant was done exactly once." : "This is wrong.");
  return isRight ? 0 : 1;
});
