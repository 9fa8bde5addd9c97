import { randomUUID } from "node:crypto";
import { readOwnClient } from "../read-own-client.ts";
import { IssueForm } from "./issue-form.tsx";

export const metadata = { title: "Add a secret" };

export default async function NewSecretPage({ params }: PageProps<"/clients/[clientId]/secrets/new">) {
  const { client, place } = await readOwnClient((await params).clientId);
  return <IssueForm clientId={client.clientId} idempotencyKey={randomUUID()} place={place} />;
}
