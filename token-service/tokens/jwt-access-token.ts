import { errors, type JWTPayload, type JWTVerifyResult, jwtVerify } from "jose";
import type { AccessToken, ClientCredentials, JWTStructured, KoaContextWithOIDC } from "oidc-provider";
import type { Database } from "../database.ts";
import type { TokenHost } from "../hosts/token-host.ts";
import type { TokenRow } from "./access-token.ts";
import { ALGORITHM } from "./signing-key.ts";
import type { KeySet, SigningKeys } from "./signing-keys.ts";

/** @throws always: opaque tokens go on without a key. */
export function noKey(): never {
  throw new Error("no JWT can be signed: there is no signing key, or none opens with this ENCRYPTION_KEY");
}

/** RFC 9068 section 2.2: the library would name the client for a token that client credentials got for a user. */
export function nameWhomItActsFor({ signingKid }: KeySet) {
  return (_ctx: KoaContextWithOIDC, _token: AccessToken | ClientCredentials, { payload }: JWTStructured): void => {
    if (signingKid === null) noKey();
    if (typeof payload.user_id === "string") payload.sub = payload.user_id;
  };
}

/** Opaque tokens have no dots. */
export function isJwt(token: string): boolean {
  return token.includes(".");
}

export type TokenReader = TokenHost & { database: Database; keys: SigningKeys };

/**
 * What a JWT access token says, if it is one of ours. It holds until it expires, whatever was switched off (R54).
 * Null for anything else, an id_token among it.
 */
export async function readJwtAccessToken(token: string, { issuer, database, keys }: TokenReader): Promise<TokenRow | null> {
  try {
    const { payload } = await verify(token, issuer, keys);
    return await toRow(payload, database, { is_expired: false });
  } catch (error) {
    // Told only of a token whose signature and audience are right.
    if (error instanceof errors.JWTExpired) return toRow(error.payload, database, { is_expired: true });
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** RFC 9068 section 4, RFC 8725: our keys, our algorithm and our type. What a token says about its own key is not read. */
function verify(token: string, issuer: string, keys: SigningKeys): Promise<JWTVerifyResult> {
  const find = ({ published }: KeySet, kid: string) => published.find((key) => key.kid === kid);
  return jwtVerify(
    token,
    async ({ kid }) => {
      const key = kid === undefined ? undefined : (find(keys.current(), kid) ?? find(await keys.refresh(), kid));
      if (!key) throw new errors.JWKSNoMatchingKey();
      return key;
    },
    { algorithms: [ALGORITHM], typ: "at+jwt", issuer, audience: issuer, requiredClaims: ["exp", "iat", "sub", "client_id", "jti"] },
  );
}

const FIND_NAMES = {
  name: "find-names-of-token",
  text: `
    select (select name from tenant where id = $1) as tenant, (select environment from tenant where id = $1) as environment,
      (select name from team where id = $2) as team`,
};

async function toRow(claims: JWTPayload, database: Database, { is_expired }: { is_expired: boolean }): Promise<TokenRow> {
  const text = (name: string) => (typeof claims[name] === "string" ? claims[name] : null);
  const [tenantId, teamId] = [text("tenant_id"), text("team_id")];
  const { rows } = await database.query<{ tenant: string | null; environment: TokenRow["environment"]; team: string | null }>(FIND_NAMES, [tenantId, teamId]);
  const named = (id: string | null, name: string | null | undefined) => (id === null ? null : { id, name: name ?? id });
  return {
    kind: "AccessToken",
    audience: text("aud"),
    issued_at: claims.iat ?? 0,
    expires_at: claims.exp ?? 0,
    tenant_id: tenantId,
    environment: rows[0]?.environment ?? null,
    client_id: text("client_id") ?? "",
    scope: text("scope"),
    user_id: text("user_id"),
    service_account_id: text("service_account_id"),
    tenant: named(tenantId, rows[0]?.tenant),
    team: named(teamId, rows[0]?.team),
    is_expired,
    is_ended: false,
  };
}
