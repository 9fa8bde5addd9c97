import pg from "pg";
import { putLogin } from "./embedded-database";

/** The logins of the three processes. What they may do belongs to the gh_ roles, which the first migration makes. */
export type LoginUrls = { app: string; tokenService: string; worker: string };

const separately = "WITH INHERIT FALSE, SET TRUE";
const always = "WITH INHERIT TRUE, SET TRUE";

export async function putLoginRoles(ownerUrl: string, urls: LoginUrls) {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query("BEGIN");
    await putProcess(client, urls.app, { separately: ["gh_auth", "gh_partner", "gh_staff", "gh_tenant"], always: [] });
    await putProcess(client, urls.tokenService, { separately: [], always: ["gh_token"] });
    await putProcess(client, urls.worker, { separately: ["gh_auth", "gh_staff", "gh_tenant"], always: ["gh_worker"] });
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

async function putProcess(client: pg.Client, url: string, roles: { separately: string[]; always: string[] }) {
  const login = new URL(url);
  await putLogin(client, login, "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS");
  const name = pg.escapeIdentifier(login.username);
  for (const role of roles.separately) await client.query(`GRANT ${role} TO ${name} ${separately}`);
  for (const role of roles.always) await client.query(`GRANT ${role} TO ${name} ${always}`);
}
