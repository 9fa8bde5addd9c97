import { RelativeTime } from "#components/ui/relative-time";
import { readLiveSecret } from "../read-live-secret.ts";
import { RetireForm } from "./retire-form.tsx";

export const metadata = { title: "Retire the secret" };

export default async function RetirePage({ params }: PageProps<"/clients/[clientId]/secrets/[secretId]/retire">) {
  const { client, secret, isOnlyOne } = await readLiveSecret(await params);
  return (
    <section aria-labelledby="retire-title" className="flex max-w-xl flex-col gap-4 rounded-card border border-bad-line bg-surface p-5">
      <h2 id="retire-title" className="text-lg font-semibold">
        Retire the secret “{secret.name}”?
      </h2>
      <RetireForm clientId={client.clientId} secretId={secret.id} expected={isOnlyOne ? client.name : null}>
        <ul className="flex list-disc flex-col gap-1 pl-5">
          <li>
            Ending <code className="font-mono">{secret.hint}</code>, it is refused at the very next request, and cannot be brought back.
          </li>
          <li>
            {secret.lastUsedAt ? (
              <>
                It was last used <RelativeTime at={secret.lastUsedAt} />: whatever used it stops.
              </>
            ) : (
              "It has never been used."
            )}
          </li>
          {isOnlyOne && <li>It is the client's only secret: {client.name} stops working until it gets another.</li>}
        </ul>
      </RetireForm>
    </section>
  );
}
