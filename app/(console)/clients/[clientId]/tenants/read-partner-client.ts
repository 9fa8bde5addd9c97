import "server-only";
import { forbidden, notFound } from "next/navigation";
import { readClient } from "../read-client.ts";

/** The partner client of these pages, for staff. A company's own client is enabled nowhere. */
export async function readPartnerClient(clientId: string) {
  const { actor, client } = await readClient(clientId);
  if (actor.kind !== "staff") forbidden();
  if (client.owner !== null) notFound();
  return client;
}
