import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "#lib/env";
import type { SessionCookie } from "#lib/members/sessions";

const isHttps = () => env().SETUP_APP_URL.startsWith("https:");

/** Names of our own: cookies are shared by every port of localhost. */
export function cookieName(name: string): string {
  return `${isHttps() ? "__Host-" : ""}gatehouse.${name}`;
}

export function sessionCookieName(): string {
  return cookieName("session");
}

export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/" } as const;
}

export async function writeSessionCookie({ sessionId, expiresAt }: SessionCookie): Promise<void> {
  const maxAge = Math.floor((expiresAt.getTime() - Date.now()) / 1000);
  const token = await encode({ token: { sid: sessionId }, secret: env().SESSION_SECRET, maxAge });
  (await cookies()).set(sessionCookieName(), token, { ...cookieOptions(), expires: expiresAt });
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", { ...cookieOptions(), maxAge: 0 });
}

/** The id of a session row, not yet a session: only `sid` makes a token one, so that next-auth's other tokens are none (CVE-2023-48309). */
export async function readSessionId(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  const claims = await decode({ token, secret: env().SESSION_SECRET }).catch(() => null);
  const sid = z.uuid().safeParse(claims?.sid);
  return sid.success ? sid.data : null;
}
