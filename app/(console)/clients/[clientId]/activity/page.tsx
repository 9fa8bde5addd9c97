import { EventList } from "#components/event-list";
import { Pager } from "#components/ui/pager";
import { findEvents } from "#lib/audit/find-events";
import { pageLinks, pageRequest } from "../../../../_server/paging.ts";
import { read } from "../../../../_server/read.ts";

import { readClient } from "../read-client.ts";

export const metadata = { title: "Activity" };

export default async function ActivityPage({ params, searchParams }: PageProps<"/clients/[clientId]/activity">) {
  const { client } = await readClient((await params).clientId);
  const request = pageRequest(await searchParams);
  const page = await read((actor) => findEvents(actor, { clientId: client.clientId }, request));
  return (
    <>
      <EventList events={page.rows} namesClients={false} />
      <Pager {...pageLinks(`/clients/${client.clientId}/activity`, page)} />
    </>
  );
}
