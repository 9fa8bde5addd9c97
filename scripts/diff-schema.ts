import { everyTable, readMigrations, readSchema } from "./migrations-folder";
import { withSchemaEngine } from "./schema-engine";

/** The SQL that leads from the migrations to schema.prisma, or null when they say the same. */
export function diffSchema(databaseUrl: string): Promise<string | null> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "migrations", ...readMigrations() },
      to: { tag: "schemaDatamodel", ...readSchema() },
      script: true,
      exitCode: true,
      filters: everyTable,
    });
    return exitCode === 0 ? null : stdout;
  });
}
