import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import Provider, { type Configuration } from "oidc-provider";

export type OpenidClient = { clientId: string; clientSecret: string; redirectUri: string };

/** A company's own login: whoever types a subject is that subject, and says of their e-mail address what they like. */
export async function anOpenidProvider(port: number, client: OpenidClient) {
  const issuer = `http://localhost:${port}`;
  const emails = new Map<string, string>();
  const provider = new Provider(issuer, configuration(client, emails));
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith("/login/")) return answer(request, response);
    logIn(provider, emails, request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  const start = () => new Promise<void>((resolve) => server.listen(port, resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  await start();
  return { issuer, start, stop };
}

function configuration({ clientId, clientSecret, redirectUri }: OpenidClient, emails: Map<string, string>): Configuration {
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
  return {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [{ ...key, kid: "only", use: "sig", alg: "RS256" }] },
    features: { devInteractions: { enabled: false } },
    ttl: { Session: 3600, Interaction: 3600, Grant: 3600, AccessToken: 3600, IdToken: 3600 },
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => `/login/${uid}` },
    // An id_token that names an e-mail address nobody asked for.
    claims: { openid: ["sub", "email", "email_verified"] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, email: emails.get(accountId), email_verified: false }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  };
}

async function logIn(provider: Provider, emails: Map<string, string>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") {
    const field = (label: string, name: string) => `<label>${label} <input name="${name}"></label>`;
    const form = `<form method="post">${field("Subject", "subject")}${field("E-mail", "email")}<button>Log in</button></form>`;
    response.setHeader("Content-Type", "text/html").end(`<!doctype html><title>Log in</title>${form}`);
    return;
  }
  const form = new URLSearchParams(await text(request));
  const accountId = form.get("subject") ?? "";
  emails.set(accountId, form.get("email") ?? "");
  await provider.interactionFinished(request, response, { login: { accountId } });
}
