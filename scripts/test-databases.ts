import { randomBytes } from "node:crypto";
import pg from "pg";
import { applyMigrations } from "./apply-migrations";
import { checkDatabase } from "./check-database";
import { makeEmbeddedDatabase } from "./embedded-database";
import { putLoginRoles } from "./login-roles";

/** The addresses of one throw-away database, named as the processes read them. */
export type DatabaseSettings = {
  DATABASE_URL: string;
  APP_DATABASE_URL: string;
  TOKEN_SERVICE_DATABASE_URL: string;
  WORKER_DATABASE_URL: string;
};

export type TestDatabases = {
  first: DatabaseSettings;
  copyTo: (suffix: string) => Promise<DatabaseSettings>;
  drop: () => Promise<void>;
};

/** Makes a migrated database with logins of its own, on the server that the owner's URL names. Copies of it take a moment each. */
export async function makeTestDatabases(serverUrl: string, superuserUrl?: string): Promise<TestDatabases> {
  if (superuserUrl) await makeEmbeddedDatabase(superuserUrl, serverUrl);
  await checkDatabase(serverUrl);
  const name = `gatehouse_test_${randomBytes(4).toString("hex")}`;
  const password = randomBytes(24).toString("base64url");
  const databases: string[] = [];

  const settingsFor = (database: string): DatabaseSettings => ({
    DATABASE_URL: addressIn(serverUrl, { database }),
    APP_DATABASE_URL: addressIn(serverUrl, { database, username: `${name}_app`, password }),
    TOKEN_SERVICE_DATABASE_URL: addressIn(serverUrl, { database, username: `${name}_token`, password }),
    WORKER_DATABASE_URL: addressIn(serverUrl, { database, username: `${name}_worker`, password }),
  });
  const create = async (database: string, template: string) => {
    await execute(serverUrl, `CREATE DATABASE ${database} TEMPLATE ${template}`);
    databases.push(database);
    return settingsFor(database);
  };

  const first = await create(name, "template0");
  await applyMigrations(first.DATABASE_URL);
  const { APP_DATABASE_URL: app, TOKEN_SERVICE_DATABASE_URL: tokenService, WORKER_DATABASE_URL: worker } = first;
  await putLoginRoles(first.DATABASE_URL, { app, tokenService, worker });
  return {
    first,
    copyTo: (suffix) => create(`${name}_${suffix}`, name),
    drop: async () => {
      for (const database of databases) await drop(serverUrl, database);
      await execute(serverUrl, `DROP ROLE ${name}_app, ${name}_token, ${name}_worker`);
    },
  };
}

function addressIn(serverUrl: string, { database, username, password }: { database: string; username?: string; password?: string }) {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (username) url.username = username;
  if (password) url.password = password;
  return url.href;
}

/** By force, for what still holds a connection. Only a superuser may end autovacuum that way; without force it makes room by itself. */
async function drop(serverUrl: string, database: string) {
  await execute(serverUrl, `DROP DATABASE ${database} WITH (FORCE)`).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError) || error.code !== "42501") throw error;
    return execute(serverUrl, `DROP DATABASE ${database}`);
  });
}

async function execute(serverUrl: string, statement: string) {
  const client = new pg.Client(serverUrl);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
