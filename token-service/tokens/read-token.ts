import { digestAt } from "../hosts/token-host.ts";
import { findToken, type TokenRow } from "./access-token.ts";
import { isJwt, readJwtAccessToken, type TokenReader } from "./jwt-access-token.ts";

/** Whatever kind of token of this issuer it is; null for any other text. */
export async function readToken(token: string, reader: TokenReader): Promise<TokenRow | null> {
  if (isJwt(token)) return readJwtAccessToken(token, reader);
  const found = await findToken(reader.database, digestAt(reader)(token));
  // Another issuer may stand on the same tables (RFC 8707 section 2).
  return found?.audience === null || found?.audience === reader.issuer ? found : null;
}
