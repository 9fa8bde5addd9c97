import { applyMigrations } from "./apply-migrations";
import { checkDatabase } from "./check-database";
import { refuseDemoDatabase, refuseForeignDatabase } from "./demo-database";
import { makeEmbeddedDatabase } from "./embedded-database";
import { putLoginRoles } from "./login-roles";
import { runScript } from "./run-script";

await runScript(async ({ DATABASE_URL = "", SUPERUSER_DATABASE_URL, APP_DATABASE_URL = "", TOKEN_SERVICE_DATABASE_URL = "", WORKER_DATABASE_URL = "" }) => {
  const isEmbedded = Boolean(SUPERUSER_DATABASE_URL);
  if (SUPERUSER_DATABASE_URL) await makeEmbeddedDatabase(SUPERUSER_DATABASE_URL, DATABASE_URL);
  await checkDatabase(DATABASE_URL);
  if (!isEmbedded) await (process.argv.includes("--demo") ? refuseForeignDatabase(DATABASE_URL) : refuseDemoDatabase(DATABASE_URL));
  const applied = await applyMigrations(DATABASE_URL);
  if (applied.length > 0) console.log(`Applied ${applied.join(", ")}`);
  if (isEmbedded)
    await putLoginRoles(DATABASE_URL, {
      app: APP_DATABASE_URL,
      tokenService: TOKEN_SERVICE_DATABASE_URL,
      worker: WORKER_DATABASE_URL,
    });
});
