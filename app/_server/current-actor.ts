import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { SignedInActor } from "#lib/access/actor";
import { findActor } from "#lib/members/sessions";
import { requestOrigin, requestPath } from "./origin.ts";
import { readSessionId } from "./session-cookie.ts";

/** Who makes this request; read from the database once for each. */
export const currentActor = cache(async (): Promise<SignedInActor | null> => {
  const sessionId = await readSessionId();
  return sessionId === null ? null : findActor(sessionId, await requestOrigin());
});

/** The same, for pages and actions of people who are signed in; others go to the sign-in page and come back after it. */
export async function requireActor(): Promise<SignedInActor> {
  const actor = await currentActor();
  if (actor) return actor;
  const path = await requestPath();
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}
