"use server";
import { redirect } from "next/navigation";
import { decideInstallation } from "#lib/installations/decide-installation";
import { decideInstallationInput } from "#lib/installations/schemas";
import { action } from "../../../_server/action.ts";
import { flash } from "../../../_server/flash.ts";

const said = {
  approve: "is approved. An admin of the company can connect it from the app now.",
  deny: "is denied. It may be asked for again.",
  block: "is blocked, and its access has ended.",
  clear: "has no decision any more, and its access has ended.",
};

export const decideInstallationAction = action(decideInstallationInput, decideInstallation, async ({ name, answer }) => {
  await flash({ text: `${name} ${said[answer]}` });
  redirect("/approvals");
});
