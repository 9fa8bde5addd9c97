import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { DomainError } from "#lib/errors";
import { joinByOpenid } from "#lib/members/join-by-openid";
import { openidProvider } from "#lib/members/openid-provider";
import { signInByOpenid } from "#lib/members/sign-in-by-openid";
import { flash } from "../../../../_server/flash.ts";
import { getIdentity } from "../../../../_server/openid.ts";
import { takeJourney } from "../../../../_server/openid-journey.ts";
import { requestOrigin } from "../../../../_server/origin.ts";
import { writeSessionCookie } from "../../../../_server/session-cookie.ts";
import { localPath } from "../../../../sign-in/local-path.ts";

/** Where the provider sends people back to. Who is not let in reads why on the sign-in page. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!openidProvider()) notFound();
  try {
    const identity = await getIdentity(request);
    const { invitation, next } = await takeJourney();
    const origin = await requestOrigin();
    await writeSessionCookie(await (invitation ? joinByOpenid(origin, { ...identity, invitation }) : signInByOpenid(origin, identity)));
    return seeOther(localPath(next));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await flash({ text: error.message, isRefusal: true });
    return seeOther("/sign-in");
  }
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "no-store" } });
}
