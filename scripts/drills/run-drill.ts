import { beforeExit, runCommand } from "../bootstrap/shutdown.mjs";
import { makeTestDatabases } from "../test-databases";

/** Runs a drill on a database of its own, and says by the exit code whether all was right. */
export function runDrill(drill: () => Promise<boolean>): Promise<void> {
  return runCommand(async () => {
    const { DATABASE_URL = "", SUPERUSER_DATABASE_URL } = process.env;
    const databases = await makeTestDatabases(DATABASE_URL, SUPERUSER_DATABASE_URL);
    beforeExit(databases.drop);
    Object.assign(process.env, databases.first);
    const { closeDatabase } = await import("#lib/db/as-scope");
    beforeExit(closeDatabase);
    const started = Date.now();
    const isRight = await drill();
    console.log(`${Math.round((Date.now() - started) / 1000)} s.`);
    return isRight ? 0 : 1;
  });
}
