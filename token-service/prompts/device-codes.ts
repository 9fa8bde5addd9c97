import Provider, { type Adapter, type AdapterPayload, errors } from "oidc-provider";
import { sha256 } from "#lib/random";
import { identityScopeNames } from "#lib/scopes/identity-scopes";
import { artifacts } from "../artifacts.ts";
import type { Database } from "../database.ts";
import { rememberHost } from "../hosts/remember-host.ts";
import { digestAt, type TokenHost } from "../hosts/token-host.ts";

/** Seconds between two questions of a device (RFC 8628 section 3.2). */
export const POLL_INTERVAL = 5;

const REMEMBER_USER_CODE = {
  name: "remember-user-code",
  text: "update oidc_artifact set lookup = $2 where kind = 'DeviceCode' and id_digest = $1",
};
const REMEMBER_COMPANY = {
  name: "remember-company-of-grant",
  // The library knows whose it is only when the account is found. Without the company it would be left behind when that is deleted, or the person (R65).
  text: "update oidc_artifact set tenant_id = $2 where kind = 'Grant' and id_digest = $1",
};
const ASK = {
  name: "ask-device-code",
  // The row is locked, so that of two questions at once one is too early. Each that is costs five seconds more (RFC 8628 section 3.5).
  text: `
    with locked as (select * from oidc_artifact where kind = 'DeviceCode' and id_digest = $1 and revoked_at is null for update),
    code as (
      select *, extract(epoch from now()) - (payload ->> 'askedAt')::float < interval - 0.5 as is_early
      from (select *, coalesce((payload ->> 'interval')::int, $2) as interval from locked)
    ),
    asked as (
      update oidc_artifact set payload = oidc_artifact.payload || jsonb_build_object(
        'askedAt', extract(epoch from now()),
        'interval', case when code.is_early then least(code.interval + 5, 60) else code.interval end)
      from code where oidc_artifact.kind = code.kind and oidc_artifact.id_digest = code.id_digest
    )
    select code.payload, extract(epoch from code.consumed_at)::int as consumed, code.client_id,
      code.is_early, outcome, person_id, device_decision.tenant_id, scopes, floor(extract(epoch from signed_in_at))::int as signed_in_at
    from code left join device_decision on user_code_digest = code.lookup`,
};

type Row = { payload: AdapterPayload; consumed: number | null; client_id: string; is_early: boolean | null } & (
  | { outcome: null }
  | { outcome: "approved" | "denied"; person_id: string; tenant_id: string; scopes: string[]; signed_in_at: number | null }
);

/** Device codes: the person's answer comes from the setup app, by the code that they typed there. */
export function deviceCodes(database: Database, host: TokenHost): Adapter {
  const { issuer } = host;
  const digest = digestAt(host);
  const stored = rememberHost(artifacts(database, "DeviceCode", digest), host);
  return {
    ...stored,
    async upsert(id, { userCode = "", ...payload }, expiresIn) {
      await stored.upsert(id, payload, expiresIn);
      await database.query(REMEMBER_USER_CODE, [digest(id), sha256(userCode)]);
    },
    // Also one that has expired: the library has a name for that.
    async find(id) {
      const { rows } = await database.query<Row>(ASK, [digest(id), POLL_INTERVAL]);
      const [row] = rows;
      if (!row) return undefined;
      const found = { ...row.payload, jti: id, ...(row.consumed !== null && { consumed: row.consumed }) };
      const isExpired = (row.payload.exp ?? 0) <= Date.now() / 1000;
      if (row.outcome === null) {
        if (row.is_early && !isExpired && isOfCaller(row.client_id)) throw new errors.SlowDown();
        return found;
      }
      if (row.outcome === "denied") return { ...found, error: "access_denied", errorDescription: "the user did not allow it" };
      const grantId = row.consumed === null && isOfCaller(row.client_id) && !isExpired ? await grant(id, row) : grantIdOf(id);
      const authTime = row.signed_in_at ?? undefined;
      return { ...found, accountId: row.person_id, authTime, grantId, scope: row.scopes.join(" "), resource: issuer };
    },
  };

  async function grant(deviceCode: string, row: { client_id: string; person_id: string; tenant_id: string; scopes: string[] }): Promise<string> {
    const provider = Provider.ctx?.oidc.provider;
    if (!provider) throw new Error("a device code is asked for in a request only");
    const granted = new provider.Grant({ accountId: row.person_id, clientId: row.client_id });
    granted.jti = grantIdOf(deviceCode);
    granted.addOIDCScope(row.scopes.filter((name) => identityScopeNames.includes(name)));
    granted.addResourceScope(issuer, row.scopes.join(" "));
    await granted.save();
    await database.query(REMEMBER_COMPANY, [sha256(granted.jti), row.tenant_id]);
    return granted.jti;
  }
}

function isOfCaller(clientId: string): boolean {
  return Provider.ctx?.oidc.client?.clientId === clientId;
}

// The same for every question about one code, so that a second one makes no second grant.
function grantIdOf(deviceCode: string): string {
  return Buffer.from(sha256(`grant of ${deviceCode}`)).toString("base64url");
}
