import { CircleCheckBig } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { may } from "#lib/access/permissions";
import { findAttention } from "#lib/home/find-attention";
import { read } from "../_server/read.ts";
import { AttentionList } from "./attention-list.tsx";

export const metadata = { title: "Home" };

export default async function HomePage() {
  const { actor, items } = await read(async (actor) => ({ actor, items: await findAttention(actor) }));
  const next = may(actor, "client.see") ? { href: "/clients", label: "See the clients" } : { href: "/account", label: "See the apps that you have allowed" };
  return (
    <>
      <PageHeader title="Home" meta={`What needs you${actor.kind === "user" ? ` at ${actor.tenant.name}` : ""}.`} />
      {items.length > 0 ? (
        <AttentionList items={items} now={new Date()} />
      ) : (
        <EmptyState icon={<CircleCheckBig />} title="Nothing needs you" action={<ButtonLink href={next.href}>{next.label}</ButtonLink>}>
          Requests that wait for an answer, and secrets that are about to end, stand here.
        </EmptyState>
      )}
    </>
  );
}
