import type pg from "pg";
import { matchOf } from "#lib/clients/redirect-uri";
import { asOwner } from "#world/as-owner";

const TRY = `CREATE FUNCTION pg_temp.verdicts(id text, uris text[], matches redirect_uri_match[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1 .. cardinality(uris) LOOP
    BEGIN
      INSERT INTO redirect_uri (client_id, uri, match) VALUES (id, uris[i], matches[i]);
      SET CONSTRAINTS ALL IMMEDIATE;
      RAISE EXCEPTION USING ERRCODE = 'ZZ000';
    EXCEPTION
      WHEN SQLSTATE 'ZZ000' THEN RETURN NEXT NULL;
      WHEN check_violation THEN RETURN NEXT SQLERRM;
    END;
  END LOOP;
END $$`;

/** What PostgreSQL alone says to each URI for a client: null, or why not. Nothing is kept. */
export type Ask = (clientId: string, uris: string[]) => Promise<(string | null)[]>;

export function askDatabase<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  return asOwner(["client", "redirect_uri"], async (owner: pg.Client) => {
    await owner.query(TRY);
    return work(async (clientId, uris) => {
      const { rows } = await owner.query<{ verdict: string | null }>("SELECT verdict FROM pg_temp.verdicts($1, $2, $3::redirect_uri_match[]) AS verdict", [
        clientId,
        uris,
        uris.map(matchOf),
      ]);
      return rows.map(({ verdict }) => verdict);
    });
  });
}
