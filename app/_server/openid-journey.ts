import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { env } from "#lib/env";
import { type OpenidJourney, openidJourney } from "#lib/members/schemas";
import { cookieName, cookieOptions } from "./session-cookie.ts";

/** As long as next-auth keeps state, PKCE and nonce. */
export const JOURNEY_SECONDS = 15 * 60;
const name = () => cookieName("openid-journey");

/** What we must know of somebody when they come back. Every start writes it, so that no invitation of an earlier one is left. */
export async function writeJourney({ invitation, next = "/" }: OpenidJourney): Promise<void> {
  // Browsers drop a cookie of more than 4,096 bytes, the invitation with it.
  const journey = { invitation, next: next.length > 1000 ? "/" : next };
  const value = await encode({ token: journey, secret: env().SESSION_SECRET, salt: name(), maxAge: JOURNEY_SECONDS });
  (await cookies()).set(name(), value, { ...cookieOptions(), maxAge: JOURNEY_SECONDS });
}

export async function takeJourney(): Promise<OpenidJourney> {
  const jar = await cookies();
  const token = jar.get(name())?.value;
  jar.set(name(), "", { ...cookieOptions(), maxAge: 0 });
  const claims = await decode({ token, secret: env().SESSION_SECRET, salt: name() }).catch(() => null);
  return openidJourney.catch({}).parse(claims);
}
