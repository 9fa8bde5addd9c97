import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { asScope, type Tx } from "#lib/db/as-scope";

export type ConsentView = { id: string; clientId: string; name: string; maker: string | null; scopes: string[]; grantedAt: Date };
type Row = { id: string; client_id: string; name: string; maker: string | null; scopes: string[]; granted_at: Date };

/** The apps that the actor has allowed to act for them (R5). */
export async function findConsents(actor: SignedInActor): Promise<ConsentView[]> {
  return actor.kind === "staff" ? [] : asScope(scopeOf(actor), (tx) => readConsents(tx, actor.personId));
}

export async function readConsents(tx: Tx, personId: string): Promise<ConsentView[]> {
  const rows = await tx.$queryRaw<Row[]>`select * from find_consents(${personId}::uuid) order by granted_at desc, id`;
  return rows.map(({ client_id: clientId, granted_at: grantedAt, ...row }) => ({ ...row, clientId, grantedAt }));
}
