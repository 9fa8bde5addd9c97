import { redirect } from "next/navigation";
import { may } from "#lib/access/permissions";
import { requireActor } from "../_server/current-actor.ts";

export default async function StartPage() {
  redirect(may(await requireActor(), "client.see") ? "/clients" : "/account");
}
