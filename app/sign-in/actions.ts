"use server";
import { redirect } from "next/navigation";
import { openidJourney, signInInput } from "#lib/members/schemas";
import { endOwnSession } from "#lib/members/sessions";
import { signIn } from "#lib/members/sign-in";
import { openAction } from "../_server/action.ts";
import { currentActor } from "../_server/current-actor.ts";
import { beginOpenid } from "../_server/openid.ts";
import { requestOrigin } from "../_server/origin.ts";
import { clearSessionCookie, writeSessionCookie } from "../_server/session-cookie.ts";
import { localPath } from "./local-path.ts";

export const signInAction = openAction(
  signInInput,
  async (input) => ({ session: await signIn(await requestOrigin(), input), next: localPath(input.next) }),
  async ({ session, next }) => {
    await writeSessionCookie(session);
    redirect(next);
  },
);

export const continueWithOpenidAction = openAction(openidJourney, beginOpenid, (target) => redirect(target));

/** Ends the session here, and goes on to `next` after another sign-in. It takes its form as every action does: what comes without one is refused before it gets here. */
export async function signOutAction(form: FormData): Promise<void> {
  if (!(form instanceof FormData)) return;
  const actor = await currentActor();
  if (actor) await endOwnSession(actor, { sessionId: actor.sessionId });
  await clearSessionCookie();
  const next = form.get("next");
  redirect(typeof next === "string" ? `/sign-in?next=${encodeURIComponent(localPath(next))}` : "/sign-in");
}
