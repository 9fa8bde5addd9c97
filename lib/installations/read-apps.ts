import type { Tx } from "#lib/db/as-scope";
import type { ClientType, Grant } from "#prisma/generated/enums";

export type ScopeInWords = { name: string; title: string; description: string };

/** A partner's client as the people of a tenant may see it, who decide on it. */
export type AppView = {
  clientId: string;
  version: number;
  name: string;
  maker: string | null;
  homePageUri: string | null;
  contact: string | null;
  type: ClientType;
  grants: Grant[];
  redirectUris: string[];
  scopes: ScopeInWords[];
  /** False where it is switched off, gone, or no service account any more. */
  isUsable: boolean;
};

type Row = Omit<AppView, "clientId" | "homePageUri" | "redirectUris" | "isUsable"> & {
  client_id: string;
  home_page_uri: string | null;
  redirect_uris: string[];
  is_usable: boolean;
};

/** Those of these clients that act as a service account and that the tenant has to do with. */
export async function readApps(tx: Tx, clientIds: string[]): Promise<AppView[]> {
  if (clientIds.length === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`select * from find_apps(${clientIds})`;
  return rows.map(({ client_id: clientId, home_page_uri: homePageUri, redirect_uris: redirectUris, is_usable: isUsable, ...row }) => ({
    clientId,
    homePageUri,
    redirectUris,
    isUsable,
    ...row,
  }));
}

export async function readApp(tx: Tx, clientId: string): Promise<AppView | undefined> {
  return (await readApps(tx, [clientId]))[0];
}
