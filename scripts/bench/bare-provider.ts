import { createHash, generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import Provider, { type Adapter, type AdapterPayload } from "oidc-provider";
import pg from "pg";

/**
 * The library as its documentation sets it up, on the same PostgreSQL: a client is one SELECT, a token one INSERT.
 * It checks no tenant, no team, no consent, hashes no secret and wraps nothing in a transaction.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const { CLIENT_ID = "", CLIENT_SECRET = "", CHAINS = "0" } = process.env;

await pool.query(`
  create table bench_client (client_id text primary key, metadata jsonb not null);
  create table bench_artifact (
    kind text, id bytea, payload jsonb not null, grant_id text, expires_at timestamptz, consumed_at timestamptz, primary key (kind, id)
  );
  create index on bench_artifact (grant_id)`);
await pool.query("insert into bench_client values ($1, $2)", [
  CLIENT_ID,
  {
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    grant_types: ["client_credentials", "authorization_code", "refresh_token"],
    response_types: ["code"],
    redirect_uris: ["https://app.example/cb"],
  },
]);

const clients: Partial<Adapter> = {
  async find(id) {
    const { rows } = await pool.query({ name: "client", text: "select metadata from bench_client where client_id = $1", values: [id] });
    return rows[0]?.metadata;
  },
};

function artifacts(kind: string): Partial<Adapter> {
  return {
    async upsert(id, payload, expiresIn) {
      await pool.query({
        name: "upsert",
        text: `insert into bench_artifact values ($1, $2, $3, $4, now() + make_interval(secs => $5))
          on conflict (kind, id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
        values: [kind, digest(id), payload, payload.grantId, expiresIn],
      });
    },
    async find(id): Promise<AdapterPayload | undefined> {
      const { rows } = await pool.query({
        name: "find",
        text: "select payload, extract(epoch from consumed_at)::int as consumed from bench_artifact where kind = $1 and id = $2 and expires_at > now()",
        values: [kind, digest(id)],
      });
      return rows[0] && { ...rows[0].payload, ...(rows[0].consumed && { consumed: rows[0].consumed }) };
    },
    async consume(id) {
      await pool.query({ name: "consume", text: "update bench_artifact set consumed_at = now() where kind = $1 and id = $2", values: [kind, digest(id)] });
    },
    async revokeByGrantId(grantId) {
      await pool.query({ name: "revoke", text: "delete from bench_artifact where kind = $1 and grant_id = $2", values: [kind, grantId] });
    },
  };
}

function digest(id: string): Buffer {
  return createHash("sha256").update(id).digest();
}

const provider = new Provider("http://localhost", {
  adapter: (name) => (name === "Client" ? clients : artifacts(name)) as Adapter,
  clientDefaults: { id_token_signed_response_alg: "ES256" },
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  rotateRefreshToken: true,
  expiresWithSession: () => false,
  ttl: { AccessToken: 3600, ClientCredentials: 3600, RefreshToken: 86_400, Grant: 86_400 },
  jwks: { keys: [generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })] },
});

const server = provider.listen(0, "127.0.0.1", async () => {
  const refreshTokens = await Promise.all(Array.from({ length: Number(CHAINS) }, issueRefreshToken));
  process.send?.({ ready: { port: (server.address() as AddressInfo).port, refreshTokens } });
});
process.once("disconnect", () => process.exit(0));

async function issueRefreshToken(): Promise<string> {
  const client = await provider.Client.find(CLIENT_ID);
  if (!client) throw new Error("the client is not there");
  const grant = new provider.Grant({ accountId: "somebody", clientId: CLIENT_ID });
  grant.addOIDCScope("offline_access");
  const grantId = await grant.save();
  return new provider.RefreshToken({ client, accountId: "somebody", grantId, scope: "offline_access", gty: "authorization_code" }).save();
}
