import { findRunningPort, startPostgres } from "./embedded-postgres.mjs";
import { findPostgresHome } from "./postgres-home.mjs";
import { Problem } from "./problem.mjs";
import { say } from "./say.mjs";
import { withEmbeddedDatabase } from "./settings.mjs";
import { beforeExit } from "./shutdown.mjs";

/** The settings with a database in them: the one that DATABASE_URL names, or else the embedded one, started. */
export async function openDatabase(settings, { database, isBeside = false }) {
  if (settings.DATABASE_URL) return { settings, exited: new Promise(() => {}) };
  const home = findPostgresHome();
  const server = isBeside ? findRunning(home) : await start(home, settings);
  return { settings: withEmbeddedDatabase(settings, { port: server.port, database }), exited: server.exited };
}

async function start(home, { POSTGRES_PASSWORD }) {
  say("Starting the embedded PostgreSQL");
  const server = await startPostgres(home, { superuserPassword: POSTGRES_PASSWORD });
  beforeExit(server.stop);
  return server;
}

function findRunning(home) {
  const port = findRunningPort(home);
  if (port === null) throw new Problem("Gatehouse is starting in this folder: try again when it runs.");
  return { port };
}
