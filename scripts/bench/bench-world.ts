import pg from "pg";
import { digestOf, generateClientSecret } from "#lib/secrets/client-secret";
import { askNode } from "../bootstrap/run-node.mjs";

export type BenchClient = { clientId: string; secret: string };
export type BenchWorld = { client: BenchClient; teamId: string; refreshTokens: string[] };

export async function makeBenchWorld(env: NodeJS.ProcessEnv, chains: number): Promise<BenchWorld> {
  return JSON.parse(await askNode(["--import", "tsx", "scripts/bench/make-world.ts"], { env: { ...env, CHAINS: String(chains) } }));
}

/** Copies of the client with secrets of their own: `count` rows, of which those returned can be asked for. */
export async function addClients(databaseUrl: string, { clientId }: BenchClient, { count, known }: { count: number; known: number }): Promise<BenchClient[]> {
  const clients = Array.from({ length: known }, (_, index) => ({ clientId: `bench-${index}`, secret: generateClientSecret() }));
  const owner = new pg.Client(databaseUrl);
  await owner.connect();
  try {
    await owner.query("alter table client no force row level security; alter table client_secret no force row level security");
    await owner.query(
      `insert into client select (jsonb_populate_record(client, jsonb_build_object('client_id', 'bench-' || i, 'name', 'Bench ' || i, 'grants', array['client_credentials']))).*
       from client, generate_series(0, $2::int - 1) as i where client_id = $1`,
      [clientId, count],
    );
    await owner.query(
      `insert into client_secret (id, client_id, name, digest, hint, created_by)
       select gen_random_uuid(), 'bench-' || i, 'First', sha256(convert_to('bench-' || i, 'UTF8')), 'none', 'bench' from generate_series($1::int, $2::int - 1) as i`,
      [known, count],
    );
    await owner.query(
      `insert into client_secret (id, client_id, name, digest, hint, created_by)
       select gen_random_uuid(), client_id, 'First', digest, 'none', 'bench' from unnest($1::text[], $2::bytea[]) as made (client_id, digest)`,
      [clients.map((client) => client.clientId), clients.map(({ secret }) => Buffer.from(digestOf(secret)))],
    );
    await owner.query("alter table client force row level security; alter table client_secret force row level security; analyze");
  } finally {
    await owner.end();
  }
  return clients;
}
