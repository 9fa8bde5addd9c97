import pg from "pg";
import { Problem } from "./bootstrap/problem.mjs";
import { explainDatabaseError } from "./database-problem";

/** Makes the owner and the database on the embedded server. The owner has the rights that a managed PostgreSQL would give it, not more. */
export async function makeEmbeddedDatabase(superuserUrl: string, ownerUrl: string) {
  const owner = new URL(ownerUrl);
  const database = owner.pathname.slice(1);
  const client = new pg.Client(superuserUrl);
  await client.connect().catch((error) => {
    const explained = explainDatabaseError(error, superuserUrl);
    if (!(explained instanceof Problem)) throw error;
    throw new Problem("The database in .data was made with another POSTGRES_PASSWORD: put back the .env it was made with, or delete .data to begin anew.");
  });
  try {
    await putLogin(client, owner, "CREATEROLE CREATEDB");
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${pg.escapeIdentifier(owner.username)}`);
  } finally {
    await client.end();
  }
}

/** Makes the login of a database URL, or gives it the URL's password. */
export async function putLogin(client: pg.Client, { username, password }: URL, rights: string) {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [username]);
  const name = pg.escapeIdentifier(username);
  if (rowCount === 0) await client.query(`CREATE ROLE ${name} LOGIN ${rights}`);
  await client.query(`ALTER ROLE ${name} PASSWORD ${pg.escapeLiteral(decodeURIComponent(password))}`);
}
