import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { RelativeTime } from "#components/ui/relative-time";
import { readLiveSecret } from "../read-live-secret.ts";
import { ResetForm } from "./reset-form.tsx";

export const metadata = { title: "Reset the secret" };

export default async function ResetPage({ params }: PageProps<"/clients/[clientId]/secrets/[secretId]/reset">) {
  const { client, place, secret } = await readLiveSecret(await params);
  if (secret.isReplaced) notFound();
  return (
    <ResetForm
      clientId={client.clientId}
      clientName={client.name}
      secret={{ id: secret.id, name: secret.name, hint: secret.hint }}
      lastUse={
        secret.lastUsedAt ? (
          <>
            It was last used <RelativeTime at={secret.lastUsedAt} />.
          </>
        ) : (
          "It has never been used."
        )
      }
      idempotencyKey={randomUUID()}
      place={place}
    />
  );
}
