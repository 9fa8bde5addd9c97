import { createHash, randomBytes } from "node:crypto";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { endpoints } from "#lib/endpoints";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { aClient, addRedirectUris, configure } from "#world/a-client";
import { aTenant } from "#world/a-tenant";
import { startTokenService } from "../../token-service/start-token-service.ts";

import type { BenchClient, BenchWorld } from "./bench-world.ts";

const REDIRECT_URI = "https://app.example/cb";

// Its connections end with it, so that the database can be copied.
const world = await makeWorld(Number(process.env.CHAINS));
process.stdout.write(JSON.stringify(world), () => process.exit(0));

/** A company with one client, and as many approvals of it as there are chains of refreshing. */
async function makeWorld(chains: number): Promise<BenchWorld> {
  const { team, admin } = await aTenant();
  const client = await aClient(admin);
  await addRedirectUris(client.clientId, [REDIRECT_URI]);
  await configure(client.clientId, { grants: ["client_credentials", "authorization_code", "refresh_token"] });
  const { TOKEN_SERVICE_DATABASE_URL: databaseUrl = "", ENCRYPTION_KEY: encryptionKey, TOKEN_SERVICE_PORT: port, SETUP_APP_URL: setupAppUrl } = env();
  const service = await startTokenService({ databaseUrl, encryptionKey, port, setupAppUrl, trustedProxyCount: 0, log: createLog("bench", "fatal") });
  const refreshTokens: string[] = [];
  for (let chain = 0; chain < chains; chain++) refreshTokens.push(await authorize(client, admin));
  await service.stop();
  return { client, teamId: team.teamId, refreshTokens };
}

async function authorize({ clientId, secret }: BenchClient, person: Parameters<typeof answerPrompt>[0]): Promise<string> {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = { code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256" };
  const { authorization, token } = endpoints();
  const query = new URLSearchParams({ client_id: clientId, redirect_uri: REDIRECT_URI, response_type: "code", ...challenge });
  const asked = await fetch(`${authorization}?${query}`, { redirect: "manual" });
  const interaction = new URL(asked.headers.get("location") ?? "").pathname.split("/").at(-1) ?? "";
  const cookie = asked.headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf(";")))
    .join("; ");
  const { ticket } = await answerPrompt(person, { interaction, answer: "approve" });
  const back = await fetch(`${authorization}/${interaction}?${new URLSearchParams({ ticket })}`, { redirect: "manual", headers: { cookie } });
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const answer = await fetch(token, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI, code_verifier: verifier }),
  });
  const { refresh_token } = await answer.json();
  return refresh_token;
}
