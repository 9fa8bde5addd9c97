"use server";
import { redirect } from "next/navigation";
import { acceptLink } from "#lib/members/one-time-link";
import { acceptLinkInput } from "#lib/members/schemas";
import { openAction } from "../../_server/action.ts";
import { requestOrigin } from "../../_server/origin.ts";
import { writeSessionCookie } from "../../_server/session-cookie.ts";

export const acceptLinkAction = openAction(
  acceptLinkInput,
  async (input) => acceptLink(await requestOrigin(), input),
  async (session) => {
    await writeSessionCookie(session);
    redirect("/");
  },
);
