import "server-only";
import { forbidden } from "next/navigation";
import { endpoints } from "#lib/endpoints";
import { readClient } from "../read-client.ts";
import type { Place } from "./issued.tsx";

/** For the pages that act on secrets. */
export async function readOwnClient(clientId: string) {
  const { client } = await readClient(clientId);
  if (!client.may.includes("issue_secret")) forbidden();
  const place: Place = { name: client.owner?.name ?? "Partner client", environment: client.environment, tokenEndpoint: endpoints(client.owner).token };
  return { client, place };
}
