import { createHmac } from "node:crypto";

const databaseSecrets = new Set([
  "POSTGRES_PASSWORD",
  "SUPERUSER_DATABASE_URL",
  "DATABASE_URL",
  "APP_DATABASE_URL",
  "TOKEN_SERVICE_DATABASE_URL",
  "WORKER_DATABASE_URL",
]);

/**
 * What the processes are told: the environment, then .env, then what follows from these.
 * @param {Record<string, string | undefined>} dotenv
 * @param {Record<string, string | undefined>} [environment]
 */
export function readSettings(dotenv, environment = process.env) {
  const settings = { SETUP_APP_PORT: "3000", TOKEN_SERVICE_PORT: "4000", ...given(dotenv), ...given(environment) };
  settings.SETUP_APP_URL ??= `http://localhost:${settings.SETUP_APP_PORT}`;
  settings.TOKEN_SERVICE_URL ??= `http://localhost:${settings.TOKEN_SERVICE_PORT}`;
  // Next reads .env by itself, and would so learn the passwords of everyone.
  return { ...settings, NODE_ENV: "production", __NEXT_PROCESSED_ENV: "true" };
}

/** The settings with addresses on the embedded server: one login each, its password derived from the superuser's. */
export function withEmbeddedDatabase(settings, { port, database }) {
  const loginTo = (name, role) => `postgresql://${role}:${passwordOf(role, settings)}@127.0.0.1:${port}/${name}?sslmode=disable`;
  return {
    ...withoutLibpqVariables(settings),
    SUPERUSER_DATABASE_URL: loginTo("postgres", "postgres"),
    DATABASE_URL: loginTo(database, "gatehouse"),
    APP_DATABASE_URL: loginTo(database, "gatehouse_app"),
    TOKEN_SERVICE_DATABASE_URL: loginTo(database, "gatehouse_token"),
    WORKER_DATABASE_URL: loginTo(database, "gatehouse_worker"),
  };
}

/** What one process is told: of the databases' addresses its own only, or the shared one where it has none. */
export function settingsOf(addressName, settings) {
  const own = settings[addressName] ? addressName : "DATABASE_URL";
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name === own || !databaseSecrets.has(name)));
}

function passwordOf(role, { POSTGRES_PASSWORD }) {
  if (role === "postgres") return encodeURIComponent(POSTGRES_PASSWORD);
  return createHmac("sha256", POSTGRES_PASSWORD).update(role).digest("base64url");
}

// PGOPTIONS and its like are meant for the servers of whoever set them.
function withoutLibpqVariables(settings) {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !/^PG[A-Z]/.test(name)));
}

function given(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}
