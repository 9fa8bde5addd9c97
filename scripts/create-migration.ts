import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Problem } from "./bootstrap/problem.mjs";
import { diffSchema } from "./diff-schema";
import { makeEmbeddedDatabase } from "./embedded-database";
import { migrationsFolder } from "./migrations-folder";
import { runScript } from "./run-script";

const blank = "-- Write here what schema.prisma cannot say.\n";

await runScript(async ({ DATABASE_URL = "", SUPERUSER_DATABASE_URL }) => {
  const [, , name = ""] = process.argv;
  if (!/^[a-z0-9_]+$/.test(name)) {
    throw new Problem("Name the migration in small letters, digits and underscores: `npm run migration -- add_logo_to_client`.");
  }
  if (SUPERUSER_DATABASE_URL) await makeEmbeddedDatabase(SUPERUSER_DATABASE_URL, DATABASE_URL);
  const isBlank = process.argv.includes("blank");
  const script = (await diffSchema(DATABASE_URL)) ?? (isBlank ? blank : null);
  if (script === null) {
    throw new Problem(`schema.prisma says nothing new: change it first, or ask for an empty migration with \`npm run migration -- ${name} blank\`.`);
  }
  const file = writeMigration(name, script);
  console.log(`Wrote ${relative(process.cwd(), file)}: read it, then apply it with \`npm run migrate\`.`);
});

function writeMigration(name: string, script: string) {
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${time}_${name}`);
  const file = join(folder, "migration.sql");
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, script);
  return file;
}
