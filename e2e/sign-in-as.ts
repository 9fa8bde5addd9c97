import type { BrowserContext } from "@playwright/test";
import { encode } from "next-auth/jwt";
import type { SignedInActor } from "#lib/access/actor";
import { env } from "#lib/env";

/** Puts somebody's session into a browser; the sign-in page has a journey of its own. */
export async function signInAs(context: BrowserContext, actor: SignedInActor): Promise<void> {
  const value = await encode({ token: { sid: actor.sessionId }, secret: env().SESSION_SECRET });
  await context.addCookies([{ name: "gatehouse.session", value, url: env().SETUP_APP_URL, httpOnly: true, sameSite: "Lax" }]);
}
