import Provider, { type Adapter, type AdapterPayload, errors } from "oidc-provider";
import { sha256 } from "#lib/random";
import type { Database } from "./database.ts";
import { tenantIdOf } from "./grants/accounts.ts";
import { type Artifact, exchangeOf } from "./grants/exchange.ts";
import type { Digest } from "./hosts/token-host.ts";

const UPSERT = {
  name: "upsert-artifact",
  // What was revoked stays revoked, whoever saves it again.
  text: `
    insert into oidc_artifact (kind, id_digest, payload, grant_id, client_id, tenant_id, account_id, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))
    on conflict (kind, id_digest) do update
      set payload = excluded.payload, grant_id = excluded.grant_id, account_id = excluded.account_id, expires_at = excluded.expires_at
      where oidc_artifact.revoked_at is null`,
};
const FIND = {
  name: "find-artifact",
  text: `
    select payload, extract(epoch from consumed_at)::int as consumed from oidc_artifact
    where kind = $1 and id_digest = $2 and revoked_at is null and (expires_at is null or expires_at > now())`,
};
const CONSUME = {
  name: "consume-artifact",
  text: `
    update oidc_artifact set consumed_at = now()
    where kind = $1 and id_digest = $2 and consumed_at is null and revoked_at is null`,
};
const REVOKE = {
  name: "revoke-artifact",
  text: "update oidc_artifact set revoked_at = now() where kind = $1 and id_digest = $2 and revoked_at is null",
};
const REVOKE_GRANT = {
  name: "revoke-artifacts-of-grant",
  // Whatever its kind, so that the end of a grant is one statement: the library asks for one kind after the other.
  text: "update oidc_artifact set revoked_at = now() where grant_id = $1 and revoked_at is null",
};

const TOKENS: ReadonlySet<string> = new Set(["AccessToken", "RefreshToken"]);

/** What the library keeps, by kind. Its identifiers are the tokens themselves, so the table has only their SHA-256. */
export function artifacts(database: Database, kind: string, digest: Digest = sha256): Adapter {
  return {
    async upsert(id, { jti: _identifier, ...payload }, expiresInSeconds) {
      const { grantId: grant_id = null, clientId: client_id = null } = payload;
      const row: Artifact = { kind, id_digest: digest(id), payload, grant_id, client_id, ...ownerOf(payload), seconds: expiresInSeconds ?? null };
      const exchange = TOKENS.has(kind) ? exchangeOf(Provider.ctx?.req) : undefined;
      if (exchange) exchange.given.push(row);
      else await database.query(UPSERT, [row.kind, row.id_digest, payload, grant_id, client_id, row.tenant_id, row.account_id, row.seconds]);
    },
    async find(id) {
      const { rows } = await database.query<{ payload: AdapterPayload; consumed: number | null }>(FIND, [kind, digest(id)]);
      if (!rows[0]) return undefined;
      const { payload, consumed } = rows[0];
      return { ...payload, jti: id, ...(consumed !== null && { consumed }) };
    },
    // RFC 6749 section 4.1.2: of two that come at once, one gets it.
    async consume(id) {
      const exchange = exchangeOf(Provider.ctx?.req);
      if (exchange) {
        exchange.used = { kind, id_digest: digest(id) };
        return;
      }
      const { rowCount } = await database.query(CONSUME, [kind, digest(id)]);
      if (rowCount !== 1) throw new errors.InvalidGrant("used already, or revoked");
    },
    async destroy(id) {
      await database.query(REVOKE, [kind, digest(id)]);
    },
    async revokeByGrantId(grantId) {
      if (!grantId) return;
      await database.query(REVOKE_GRANT, [grantId]);
    },
    // Sessions and user codes are the setup app's to look up.
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
  };
}

function ownerOf(payload: AdapterPayload): Pick<Artifact, "tenant_id" | "account_id"> {
  const { tenant_id, user_id } = payload.extra ?? {};
  return {
    tenant_id: typeof tenant_id === "string" ? tenant_id : tenantIdOf(Provider.ctx?.oidc?.account),
    account_id: payload.accountId ?? (typeof user_id === "string" ? user_id : null),
  };
}
