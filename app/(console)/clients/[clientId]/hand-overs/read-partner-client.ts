import "server-only";
import { forbidden } from "next/navigation";
import { readClient } from "../read-client.ts";

/** For the pages about a partner's links: staff's alone. */
export async function readPartnerClient(clientId: string) {
  const { actor, client } = await readClient(clientId);
  if (actor.kind !== "staff" || client.owner !== null) forbidden();
  return client;
}
