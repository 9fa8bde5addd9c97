import "server-only";
import { cache } from "react";
import { notFound } from "#lib/errors";
import { getTenant } from "#lib/tenants/find-tenants";
import { read } from "../../../_server/read.ts";

/** The company of these pages, for staff; read once for the layout and the page. */
export const readTenant = cache((tenantId: string) =>
  read(async (actor) => {
    if (actor.kind !== "staff") throw notFound("This tenant");
    return { actor, tenant: await getTenant(actor, tenantId) };
  }),
);
