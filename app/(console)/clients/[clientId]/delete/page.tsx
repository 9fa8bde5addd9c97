import { forbidden } from "next/navigation";
import { RelativeTime } from "#components/ui/relative-time";
import { countDamage } from "#lib/clients/count-damage";
import { read } from "../../../../_server/read.ts";
import { readClient } from "../read-client.ts";
import { DeleteForm } from "./delete-form.tsx";

export const metadata = { title: "Delete the client" };

export default async function DeletePage({ params }: PageProps<"/clients/[clientId]/delete">) {
  const { client } = await readClient((await params).clientId);
  if (!client.may.includes("delete")) forbidden();
  const damage = await read((actor) => countDamage(actor, client.clientId));
  return (
    <section aria-labelledby="delete-title" className="flex max-w-xl flex-col gap-4 rounded-card border border-bad-line bg-surface p-5">
      <h2 id="delete-title" className="text-lg font-semibold">
        Delete {client.name}?
      </h2>
      <DeleteForm clientId={client.clientId} name={client.name}>
        <ul className="flex list-disc flex-col gap-1 pl-5">
          <li>The application stops at its very next request.</li>
          {client.owner === null && <li>It is enabled for {told(damage.tenants, "company", "companies").toLowerCase()}.</li>}
          {damage.liveGrants > 0 && <li>{told(damage.liveGrants, "live grant or token ends", "live grants and tokens end")} and will not come back.</li>}
          <li>{told(damage.liveSecrets, "secret stops", "secrets stop")} working.</li>
          <li>
            {client.lastUsedAt ? (
              <>
                It last got a token <RelativeTime at={client.lastUsedAt} />.
              </>
            ) : (
              "It has never been given a token."
            )}
          </li>
          <li>For 30 days you can restore it, with the same client ID and secrets.</li>
        </ul>
      </DeleteForm>
    </section>
  );
}

function told(count: number, one: string, many: string): string {
  return `${count === 0 ? "No" : count} ${count === 1 ? one : many}`;
}
