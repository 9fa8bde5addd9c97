import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "@playwright/test";
import { issuerOf, paths } from "#lib/endpoints";
import { aClient, addRedirectUris, configure } from "#world/a-client";
import { aMember, PASSWORD } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { findFreePort } from "../scripts/bootstrap/ports.mjs";
import { anApplication } from "./an-application.ts";

const TENANT_HOST = "{tenant}-api.localhost";

/** One more instance beside the one of the other journeys, which has hosts for companies. */
async function startWithTenantHosts() {
  const port = await findFreePort();
  const issuer = `http://localhost:${port}`;
  const env = { ...process.env, TENANT_HOST, TOKEN_SERVICE_PORT: `${port}`, TOKEN_SERVICE_URL: issuer };
  const service = spawn(process.execPath, ["--import", "tsx", "token-service/main.ts"], { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(service, "message");
  const issuerAt = (slug: string) => issuerOf(slug, { issuer, tenantHost: TENANT_HOST });
  return { port, issuer, issuerAt, stop: () => service.kill("SIGKILL") };
}

/** A request of an application: only browsers find *.localhost by themselves. */
async function ask(host: string, path: string, { headers = {}, form }: { headers?: Record<string, string>; form?: Record<string, string> }) {
  const { host: name, port } = new URL(host);
  const sent = { host: name, ...headers, ...(form && { "content-type": "application/x-www-form-urlencoded" }) };
  const asking = request({ port, path, method: form ? "POST" : "GET", headers: sent }).end(form && `${new URLSearchParams(form)}`);
  const [answer] = await once(asking, "response");
  return JSON.parse(await text(answer));
}

test("R48 TI-04 a person signs in from the host of their company, comes back to it, and its token is worth nothing at another company's", async ({ page }) => {
  const service = await startWithTenantHosts();
  const application = await anApplication();
  const [{ admin, tenant }, { tenant: other }] = [await aTenant(), await aTenant()];
  const person = await aMember(admin);
  const client = await aClient(admin, { name: "Ledger Notes" });
  await addRedirectUris(client.clientId, ["http://127.0.0.1/cb"]);
  await configure(client.clientId, { grants: ["authorization_code"] });
  const [home, elsewhere] = [service.issuerAt(tenant.slug), service.issuerAt(other.slug)];

  const code_verifier = randomBytes(32).toString("base64url");
  const code_challenge = createHash("sha256").update(code_verifier).digest("base64url");
  const redirect_uri = application.redirectUri;
  const asked = { client_id: client.clientId, redirect_uri, state: "s", scope: "openid", code_challenge, code_challenge_method: "S256" };
  await page.goto(`${home}${paths.authorization}?${new URLSearchParams(asked)}`);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Allow Ledger Notes to act for you?");
  expect(page.url()).toContain(`${process.env.SETUP_APP_URL}/authorize/`);
  const comesBack = page.waitForRequest((each) => each.url().startsWith(`${home}${paths.authorization}/`));
  await page.getByRole("button", { name: "Approve" }).click();
  await comesBack;
  await page.waitForURL(`${redirect_uri}?**`);
  const answer = new URL(page.url()).searchParams;
  expect([answer.get("state"), answer.get("iss")]).toEqual(["s", home]);

  const headers = { authorization: `Basic ${btoa(`${client.clientId}:${client.secret}`)}` };
  const form = { grant_type: "authorization_code", code: answer.get("code") ?? "", redirect_uri, code_verifier };
  const { access_token } = await ask(home, paths.token, { headers, form });
  const bearer = { headers: { authorization: `Bearer ${access_token}` } };
  expect(await ask(home, paths.me, bearer)).toMatchObject({ sub: person.personId, tenant: { id: tenant.id } });
  for (const host of [elsewhere, service.issuer]) expect(await ask(host, paths.me, bearer)).toMatchObject({ errors: [{ Code: "InvalidAccessToken" }] });

  await page.goto(`${elsewhere}${paths.authorization}?${new URLSearchParams(asked)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This request cannot go on");
  application.close();
  service.stop();
});
