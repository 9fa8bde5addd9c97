import "server-only";
import { notFound } from "next/navigation";
import { findSecrets } from "#lib/secrets/find-secrets";
import { read } from "../../../../../_server/read.ts";
import { readOwnClient } from "../read-own-client.ts";

/** The secret of these pages; one that has ended is not found here. */
export async function readLiveSecret({ clientId, secretId }: { clientId: string; secretId: string }) {
  const { client, place } = await readOwnClient(clientId);
  const live = (await read((actor) => findSecrets(actor, clientId))).filter((secret) => secret.isLive);
  const secret = live.find(({ id }) => id === secretId);
  if (!secret) notFound();
  return { client, place, secret, isOnlyOne: live.length === 1 };
}
