import { randomUUID } from "node:crypto";
import { readOwnClient } from "../read-own-client.ts";
import { ResetAllForm } from "./reset-all-form.tsx";

export const metadata = { title: "Reset every secret" };

export default async function ResetAllPage({ params }: PageProps<"/clients/[clientId]/secrets/reset-all">) {
  const { client, place } = await readOwnClient((await params).clientId);
  return <ResetAllForm clientId={client.clientId} clientName={client.name} live={client.liveSecrets} idempotencyKey={randomUUID()} place={place} />;
}
