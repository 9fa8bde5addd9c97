import pg from "pg";
import { Problem } from "./bootstrap/problem.mjs";
import { explainDatabaseError, parseDatabaseUrl } from "./database-problem";

const rightsQuery = `
  SELECT current_setting('server_version_num')::int AS version,
         current_setting('server_version') AS version_name,
         rolsuper OR rolcreaterole AS may_create_roles,
         pg_has_role(datdba, 'USAGE') AS owns_database,
         (SELECT count(*) FROM pg_roles WHERE rolname = ANY ($1)) = cardinality($1) AS has_roles
  FROM pg_roles, pg_database
  WHERE rolname = current_user AND datname = current_database()`;

const groupRoles = ["gh_auth", "gh_partner", "gh_staff", "gh_tenant", "gh_token", "gh_worker"];

/** @throws Problem when the server behind DATABASE_URL cannot carry Gatehouse, with what to do about it. */
export async function checkDatabase(databaseUrl: string) {
  parseDatabaseUrl(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query(rightsQuery, [groupRoles]);
    refuse(rows[0], parseDatabaseUrl(databaseUrl));
  } catch (error) {
    throw explainDatabaseError(error, databaseUrl);
  } finally {
    await client.end().catch(() => {});
  }
}

type Rights = { version: number; version_name: string; may_create_roles: boolean; owns_database: boolean; has_roles: boolean };

function refuse(rights: Rights, { host, username }: URL) {
  if (rights.version < 160000) {
    throw new Problem(
      `PostgreSQL at ${host} is version ${rights.version_name}, and Gatehouse needs 16 or newer: upgrade it, or point DATABASE_URL to another server.`,
    );
  }
  if (!rights.owns_database) {
    throw new Problem(
      `The user "${username}" does not own the database: run \`ALTER DATABASE ... OWNER TO "${username}"\` as its owner, or name another user in DATABASE_URL.`,
    );
  }
  if (!rights.may_create_roles && !rights.has_roles) {
    throw new Problem(
      `The user "${username}" may not create roles, which the first migration does: run \`ALTER ROLE "${username}" CREATEROLE\` as an administrator.`,
    );
  }
}
