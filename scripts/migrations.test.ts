import pg from "pg";
import { expect, test } from "vitest";
import { applyMigrations } from "./apply-migrations";
import { diffSchema } from "./diff-schema";
import { everyTable, migrationNames, readMigrations } from "./migrations-folder";
import { withSchemaEngine } from "./schema-engine";

const { DATABASE_URL = "", APP_DATABASE_URL, TOKEN_SERVICE_DATABASE_URL, WORKER_DATABASE_URL } = process.env;

test("every migration of the folder is applied, in Prisma's own table", async () => {
  const { rows } = await query(DATABASE_URL, "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1");
  expect(rows.map(({ migration_name }) => migration_name)).toEqual(migrationNames());
});

test("migrating twice is the same as once", async () => {
  expect(await applyMigrations(DATABASE_URL)).toEqual([]);
});

test("the engine and the folder agree that nothing is pending", async () => {
  const { appliedMigrationNames } = await withSchemaEngine(DATABASE_URL, (engine) =>
    engine.applyMigrations({ migrationsList: readMigrations(), filters: everyTable }),
  );
  expect(appliedMigrationNames).toEqual([]);
});

test("schema.prisma and the migrations say the same, so the next migration would be empty", async () => {
  expect(await diffSchema(DATABASE_URL)).toBeNull();
});

test("the logins act with the rights of their process and no others", async () => {
  expect(await rolesOf(APP_DATABASE_URL)).toEqual({
    inherits: [],
    canBecome: ["gh_auth", "gh_partner", "gh_staff", "gh_tenant"],
    isPlain: true,
  });
  expect(await rolesOf(TOKEN_SERVICE_DATABASE_URL)).toEqual({ inherits: ["gh_token"], canBecome: ["gh_token"], isPlain: true });
  expect(await rolesOf(WORKER_DATABASE_URL)).toEqual({
    inherits: ["gh_worker"],
    canBecome: ["gh_auth", "gh_staff", "gh_tenant", "gh_worker"],
    isPlain: true,
  });
});

async function rolesOf(url = "") {
  const { rows } = await query(
    url,
    `SELECT array_agg(rolname::text ORDER BY rolname) FILTER (WHERE pg_has_role(rolname, 'USAGE')) AS inherits,
            array_agg(rolname::text ORDER BY rolname) FILTER (WHERE pg_has_role(rolname, 'SET')) AS can_become,
            (SELECT NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls) FROM pg_roles WHERE rolname = current_user) AS is_plain
     FROM pg_roles WHERE rolname LIKE 'gh\\_%'`,
  );
  const [{ inherits, can_become, is_plain }] = rows;
  return { inherits: inherits ?? [], canBecome: can_become, isPlain: is_plain };
}

async function query(url: string, sql: string) {
  const client = new pg.Client(url);
  await client.connect();
  return client.query(sql).finally(() => client.end());
}
