import { CircleCheckBig } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { may } from "#lib/access/permissions";
import { findConsents } from "#lib/consents/find-consents";
import { findAsked } from "#lib/home/find-asked";
import { findAttention } from "#lib/home/find-attention";
import { requireActor } from "../_server/current-actor.ts";
import { read } from "../_server/read.ts";
import { AttentionList } from "./attention-list.tsx";
import { MemberHome } from "./member-home.tsx";

export const metadata = { title: "Home" };

export default async function HomePage() {
  const actor = await requireActor();
  if (actor.kind === "user" && !may(actor, "client.see")) {
    return <MemberHome company={actor.tenant.name} asked={await findAsked(actor)} consents={await findConsents(actor)} />;
  }
  const items = await read(findAttention);
  return (
    <>
      <PageHeader title="Home" meta={`What needs you${actor.kind === "user" ? ` at ${actor.tenant.name}` : ""}.`} />
      {items.length > 0 ? (
        <AttentionList items={items} now={new Date()} />
      ) : (
        <EmptyState icon={<CircleCheckBig />} title="Nothing needs you" action={<ButtonLink href="/clients">See the clients</ButtonLink>}>
          Requests that wait for an answer, and secrets that are about to end, stand here.
        </EmptyState>
      )}
    </>
  );
}
