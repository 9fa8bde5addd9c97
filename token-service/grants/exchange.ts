import type { IncomingMessage } from "node:http";
import type { Database } from "../database.ts";

/** A row of what the library keeps. */
export type Artifact = {
  kind: string;
  id_digest: Uint8Array;
  payload: object;
  grant_id: string | null;
  client_id: string | null;
  tenant_id: string | null;
  account_id: string | null;
  seconds: number | null;
};

/** What a token request uses up, a code or a refresh token; the tokens that it gives for it; and what a retry is answered with. */
export type Exchange = { used: Pick<Artifact, "kind" | "id_digest"> | null; given: Artifact[]; answer?: Uint8Array };

const EXCHANGE = {
  name: "exchange",
  // Of two that come at once the second waits here, and finds it used.
  text: `
    with used as (
      update oidc_artifact set consumed_at = now(), successor = $3
      where kind = $1 and id_digest = $2 and consumed_at is null and revoked_at is null
      returning kind
    ), given as (
      insert into oidc_artifact (kind, id_digest, payload, grant_id, client_id, tenant_id, account_id, expires_at)
      select given.kind, decode(id_digest, 'hex'), payload, grant_id, client_id, tenant_id, account_id, now() + make_interval(secs => seconds)
      from used, jsonb_to_recordset($4) as given (
        kind text, id_digest text, payload jsonb, grant_id text, client_id text, tenant_id uuid, account_id text, seconds float
      )
    )
    select from used`,
};

const exchanges = new WeakMap<IncomingMessage, Exchange>();

/** From here on what the request uses up and gives waits for `writeExchange`. */
export function beginExchange(request: IncomingMessage): Exchange {
  const exchange: Exchange = { used: null, given: [] };
  exchanges.set(request, exchange);
  return exchange;
}

export function exchangeOf(request: IncomingMessage | undefined): Exchange | undefined {
  return request && exchanges.get(request);
}

/** All of it or nothing. False when it was used already, or revoked, and nothing was given. */
export async function writeExchange(database: Database, { used, given, answer }: Exchange): Promise<boolean> {
  const rows = given.map((artifact) => ({ ...artifact, id_digest: Buffer.from(artifact.id_digest).toString("hex") }));
  const { rowCount } = await database.query(EXCHANGE, [used?.kind, used?.id_digest, answer ?? null, JSON.stringify(rows)]);
  return rowCount === 1;
}
