import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "./bootstrap/problem.mjs";
import { everyTable, migrationsFolder, readMigrations, readSchema } from "./migrations-folder";
import { runScript } from "./run-script";
import { withSchemaEngine } from "./schema-engine";

await runScript(async ({ DATABASE_URL = "" }) => {
  const [, , name = ""] = process.argv;
  if (!/^[a-z0-9_]+$/.test(name))
    throw new Problem("Name the migration in small letters, digits and underscores: `npm run migration -- add_logo_to_client`.");
  const { generatedMigrationName, migrationScript } = await withSchemaEngine(DATABASE_URL, (engine) =>
    engine.createMigration({
      draft: process.argv.includes("--empty"),
      migrationName: name,
      migrationsList: readMigrations(),
      schema: readSchema(),
      filters: everyTable,
    }),
  );
  if (migrationScript === null) {
    console.log(
      "schema.prisma and the migrations agree: there is nothing to migrate (add --empty for SQL that Prisma cannot say).",
    );
    return;
  }
  const folder = join(migrationsFolder, generatedMigrationName);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), migrationScript);
  writeFileSync(join(migrationsFolder, "migration_lock.toml"), 'provider = "postgresql"\n');
  console.log(
    `Wrote ${join("prisma", "migrations", generatedMigrationName, "migration.sql")}: read it, then apply it with \`npm run migrate\`.`,
  );
});
