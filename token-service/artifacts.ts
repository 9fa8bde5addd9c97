import Provider, { type Adapter, type AdapterPayload, errors } from "oidc-provider";
import { sha256 } from "#lib/random";
import type { Database } from "./database.ts";
import { tenantIdOf } from "./grants/accounts.ts";
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
  text: "update oidc_artifact set revoked_at = now() where kind = $1 and grant_id = $2 and revoked_at is null",
};

/** What the library keeps, by kind. Its identifiers are the tokens themselves, so the table has only their SHA-256. */
export function artifacts(database: Database, kind: string, digest: Digest = sha256): Adapter {
  return {
    async upsert(id, { jti: _identifier, ...payload }, expiresInSeconds) {
      const { tenantId, accountId } = ownerOf(payload);
      const { grantId = null, clientId = null } = payload;
      await database.query(UPSERT, [kind, digest(id), payload, grantId, clientId, tenantId, accountId, expiresInSeconds ?? null]);
    },
    async find(id) {
      const { rows } = await database.query<{ payload: AdapterPayload; consumed: number | null }>(FIND, [kind, digest(id)]);
      if (!rows[0]) return undefined;
      const { payload, consumed } = rows[0];
      return { ...payload, jti: id, ...(consumed !== null && { consumed }) };
    },
    // RFC 6749 section 4.1.2: of two that come at once, one gets it.
    async consume(id) {
      const { rowCount } = await database.query(CONSUME, [kind, digest(id)]);
      if (rowCount !== 1) throw new errors.InvalidGrant("used already, or revoked");
    },
    async destroy(id) {
      await database.query(REVOKE, [kind, digest(id)]);
    },
    async revokeByGrantId(grantId) {
      if (!grantId) return;
      await database.query(REVOKE_GRANT, [kind, grantId]);
    },
    // Sessions and user codes are the setup app's to look up.
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
  };
}

function ownerOf(payload: AdapterPayload): { tenantId: string | null; accountId: string | null } {
  const { tenant_id, user_id } = payload.extra ?? {};
  return {
    tenantId: typeof tenant_id === "string" ? tenant_id : tenantIdOf(Provider.ctx?.oidc?.account),
    accountId: payload.accountId ?? (typeof user_id === "string" ? user_id : null),
  };
}
