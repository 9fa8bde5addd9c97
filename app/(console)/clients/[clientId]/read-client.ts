import "server-only";
import { cache } from "react";
import { may } from "#lib/access/permissions";
import { getClient } from "#lib/clients/find-clients";
import { read } from "../../../_server/read.ts";

/** The client of these pages, read once for the layout and the page. `owns`: may change it, not only see it. */
export const readClient = cache((clientId: string) =>
  read(async (actor) => {
    const client = await getClient(actor, clientId);
    return { actor, client, owns: may(actor, client.owner ? "tenant_client.change" : "partner_client.change") };
  }),
);
