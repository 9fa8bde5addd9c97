import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { newSecret } from "./dotenv.mjs";
import { startPostgres } from "./embedded-postgres.mjs";
import { root } from "./folders.mjs";
import { makeTemporaryHome } from "./postgres-home.mjs";
import { logFile } from "./run-node.mjs";
import { readSettings, withEmbeddedDatabase } from "./settings.mjs";

/**
 * Settings for tests: of the product's own, only DATABASE_URL comes from outside.
 * @returns {Promise<{ settings: NodeJS.ProcessEnv, stop: () => Promise<void> }>}
 */
export async function openTestServer(environment = process.env) {
  const secrets = { SESSION_SECRET: newSecret(), ENCRYPTION_KEY: newSecret(), POSTGRES_PASSWORD: newSecret() };
  const settings = readSettings(secrets, withoutProductSettings(environment));
  if (settings.DATABASE_URL) return { settings, stop: async () => {} };

  const home = makeTemporaryHome();
  const remove = () => rmSync(home, { recursive: true, force: true });
  const server = await startPostgres(home, {
    superuserPassword: settings.POSTGRES_PASSWORD,
    isForgetful: true,
    log: logFile("test-postgres"),
  }).catch((error) => {
    remove();
    throw error;
  });
  return {
    settings: withEmbeddedDatabase(settings, { port: server.port, database: "gatehouse" }),
    stop: () => server.stop().then(remove),
  };
}

// A mail server or an OpenID provider of the developer's is no part of a test.
function withoutProductSettings(environment) {
  const names = readFileSync(join(root, ".env.example"), "utf8").matchAll(/^#?([A-Z_]+)=/gm);
  const productNames = new Set(Array.from(names, ([, name]) => name).filter((name) => name !== "DATABASE_URL"));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !productNames.has(name)));
}
