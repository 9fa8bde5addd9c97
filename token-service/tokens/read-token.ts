import { digestAt } from "../hosts/token-host.ts";
import { findToken, type TokenRow } from "./access-token.ts";
import { isJwt, readJwtAccessToken, type TokenReader } from "./jwt-access-token.ts";

/** Whatever kind of token of ours it is; null for any other text. */
export function readToken(token: string, reader: TokenReader): Promise<TokenRow | null> {
  return isJwt(token) ? readJwtAccessToken(token, reader) : findToken(reader.database, digestAt(reader)(token));
}
