import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationList, SchemasContainer } from "@prisma/schema-engine-wasm";

export const migrationsFolder = fileURLToPath(new URL("../prisma/migrations", import.meta.url));
const schemaFile = fileURLToPath(new URL("../prisma/schema.prisma", import.meta.url));

export function migrationNames(): string[] {
  if (!existsSync(migrationsFolder)) return [];
  const entries = readdirSync(migrationsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The folder as Prisma's schema engine wants it. */
export function readMigrations(): MigrationList {
  const lockFile = join(migrationsFolder, "migration_lock.toml");
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: existsSync(lockFile) ? readFileSync(lockFile, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(migrationsFolder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

export function readSchema(): SchemasContainer {
  return { files: [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }] };
}

export const everyTable = { externalTables: [], externalEnums: [] };
