import "server-only";
import { cookies } from "next/headers";
import { NextRequest, NextResponse } from "next/server";
import NextAuth, { type AuthOptions } from "next-auth";
import { env } from "#lib/env";
import { DomainError } from "#lib/errors";
import { createLog } from "#lib/log";
import { openidProvider } from "#lib/members/openid-provider";
import { type OpenidIdentity, type OpenidJourney, openidIdentity } from "#lib/members/schemas";
import { JOURNEY_SECONDS, writeJourney } from "./openid-journey.ts";
import { cookieName, cookieOptions } from "./session-cookie.ts";

/** Where to send somebody. @throws DomainError `conflict` while the provider does not answer. */
export async function beginOpenid(journey: OpenidJourney): Promise<string> {
  // The two requests of next-auth's own client. That the form is ours, our server has checked by its Origin.
  const { csrfToken } = await (await ask("csrf")).json();
  const answer = await ask("signin/openid", { method: "POST", body: new URLSearchParams({ csrfToken }) });
  const target = answer.headers.get("Location");
  if (!target || target.startsWith(`${env().SETUP_APP_URL}/api/auth/`)) {
    throw new DomainError("conflict", `${provider().host} does not answer right now. Try again in a moment.`);
  }
  await writeJourney(journey);
  return target;
}

/** Who came back. @throws DomainError `invalid` unless state, PKCE, nonce and id_token are in order, and the id_token is of the issuer that we were told. */
export async function getIdentity(request: NextRequest): Promise<OpenidIdentity> {
  const { host, issuer } = provider();
  let claims: unknown;
  await ask(`callback/openid${request.nextUrl.search}`, {}, (given) => {
    claims = given;
  });
  const identity = openidIdentity.safeParse(claims).data;
  if (identity?.issuer === issuer) return identity;
  if (identity) logFailure("ISSUER_MISMATCH", `OPENID_ISSUER is not what the provider calls itself, ${identity.issuer}`);
  throw new DomainError("invalid", `${host} did not confirm who you are, so nobody was signed in. Try again.`);
}

/** next-auth as a function: but for the callback, its addresses are not served. Its cookies become ours. */
async function ask(address: string, init: { method?: string; body?: URLSearchParams } = {}, onClaims: (claims: unknown) => void = () => {}): Promise<Response> {
  // It reads this one setting nowhere else.
  process.env.NEXTAUTH_URL = env().SETUP_APP_URL;
  const request = new NextRequest(`${env().SETUP_APP_URL}/api/auth/${address}`, init);
  const nextauth = request.nextUrl.pathname.split("/").slice(3);
  const answer: Response = await NextAuth(request, { params: { nextauth } }, options(onClaims));
  const jar = await cookies();
  // An empty one is a deletion, of which Next's parser leaves the name.
  for (const cookie of new NextResponse(null, answer).cookies.getAll()) jar.set(cookie.value ? cookie : { ...cookie, value: "", maxAge: 0 });
  return answer;
}

function options(onClaims: (claims: unknown) => void): AuthOptions {
  const { issuer, host, clientId, clientSecret } = provider();
  const cookie = (name: string) => ({ name: cookieName(`openid-${name}`), options: { ...cookieOptions(), maxAge: JOURNEY_SECONDS } });
  return {
    secret: env().SESSION_SECRET,
    session: { strategy: "jwt" },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      {
        id: "openid",
        name: host,
        type: "oauth",
        wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        client: clientSecret ? {} : { token_endpoint_auth_method: "none" },
        authorization: { params: { scope: "openid" } },
        idToken: true,
        checks: ["pkce", "state", "nonce"],
        profile: ({ sub }: { sub: string }) => ({ id: sub }),
      },
    ],
    callbacks: {
      // A path instead of `true` ends next-auth's part here: the session is ours.
      signIn({ profile }) {
        onClaims(profile);
        return "/";
      },
      redirect: ({ baseUrl }) => baseUrl,
    },
    cookies: {
      sessionToken: cookie("unused"),
      csrfToken: cookie("csrf"),
      callbackUrl: cookie("callback"),
      state: cookie("state"),
      pkceCodeVerifier: cookie("pkce"),
      nonce: cookie("nonce"),
    },
    logger: {
      error: (code, metadata) => logFailure(code, (metadata instanceof Error ? metadata : metadata.error).message),
      warn: () => {},
      debug: () => {},
    },
  };
}

function logFailure(code: string, reason: string): void {
  createLog("setup-app", env().LOG_LEVEL).warn({ code, reason: reason.slice(0, 300) }, "signing in by OpenID failed");
}

function provider() {
  const configured = openidProvider();
  if (!configured) throw new DomainError("not_found", "No OpenID provider is configured here. Sign in with your password.");
  return configured;
}
