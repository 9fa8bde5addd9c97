import "server-only";
import { cache } from "react";
import { getClient } from "#lib/clients/find-clients";
import { read } from "../../../_server/read.ts";

/** The client of these pages, read once for the layout and the page. */
export const readClient = cache((clientId: string) =>
  read(async (actor) => {
    const client = await getClient(actor, clientId);
    return { actor, client };
  }),
);
