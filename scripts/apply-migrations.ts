import { runMigrations } from "graphile-worker";
import pg from "pg";
import { Problem } from "./bootstrap/problem.mjs";
import { everyTable, migrationNames, readMigrations } from "./migrations-folder";

/** Brings a database to the newest migration, the job queue's own tables included. Twice is the same as once. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const pending = await findPendingMigrations(databaseUrl);
  // The engine takes a second to load, and most starts have nothing to migrate.
  const applied = pending.length === 0 ? [] : await applyPending(databaseUrl);
  await migrateJobQueue(databaseUrl);
  return applied;
}

async function findPendingMigrations(databaseUrl: string) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
    if (!tables[0].exists) return migrationNames();
    const { rows } = await client.query("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL");
    const applied = new Set(rows.map((row) => row.migration_name));
    return migrationNames().filter((name) => !applied.has(name));
  } finally {
    await client.end();
  }
}

async function applyPending(databaseUrl: string) {
  const { withSchemaEngine } = await import("./schema-engine");
  const migrationsList = readMigrations();
  // A script runs as one transaction: one that failed, or was killed, left nothing behind but a note that would block all others.
  const forgetFailed = () =>
    withSchemaEngine(databaseUrl, async (engine) => {
      const { failedMigrationNames } = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: everyTable });
      for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
      return failedMigrationNames;
    });

  await forgetFailed();
  try {
    return (await withSchemaEngine(databaseUrl, (engine) => engine.applyMigrations({ migrationsList, filters: everyTable }))).appliedMigrationNames;
  } catch (error) {
    const [failed] = await forgetFailed();
    if (!failed || !(error instanceof Error)) throw error;
    throw new Problem(`The migration ${failed} failed and was undone (${error.message}): correct its migration.sql and run the command again.`);
  }
}

async function migrateJobQueue(databaseUrl: string) {
  const pgPool = new pg.Pool({ connectionString: databaseUrl, options: "-c role=gh_worker", max: 1 });
  pgPool.on("error", () => {});
  pgPool.on("connect", (client) => client.on("error", () => {}));
  await runMigrations({ pgPool }).finally(() => pgPool.end());
}
