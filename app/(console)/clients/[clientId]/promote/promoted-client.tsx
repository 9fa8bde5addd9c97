import Link from "next/link";
import { Status } from "#components/ui/status";

type Props = { client: { clientId: string; name: string; state: "draft" | "active" | "disabled" } };

/** The other one of a sandbox client and its production client. */
export function PromotedClient({ client: { clientId, name, state } }: Props) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Link href={`/clients/${clientId}`} className="prose-link wrap-anywhere">
        {name}
      </Link>
      <Status state={state} />
    </span>
  );
}
