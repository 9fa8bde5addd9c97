import { applyMigrations } from "./apply-migrations";
import { checkDatabase } from "./check-database";
import { makeEmbeddedDatabase } from "./embedded-database";
import { runScript } from "./run-script";

await runScript(async ({ DATABASE_URL = "", SUPERUSER_DATABASE_URL }) => {
  if (SUPERUSER_DATABASE_URL) await makeEmbeddedDatabase(SUPERUSER_DATABASE_URL, DATABASE_URL);
  await checkDatabase(DATABASE_URL);
  const applied = await applyMigrations(DATABASE_URL);
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
});
