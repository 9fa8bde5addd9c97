import type { AccountClaims } from "oidc-provider";
import type { Database } from "../database.ts";

const FIND_IDENTITY = { name: "find-identity", text: "select name, email from find_identity($1, $2)" };

/**
 * What a client is told of a person by the scopes of its token (OpenID Connect Core section 5.4), while they allow it. Null when they do not.
 * Addresses are not verified: a company's admin writes them down.
 */
export async function findIdentity(database: Database, personId: string, clientId: string, scope: string): Promise<AccountClaims | null> {
  const { rows } = await database.query<{ name: string | null; email: string | null }>(FIND_IDENTITY, [personId, clientId]);
  const [found] = rows;
  if (!found) return null;
  const words = scope.split(" ");
  return {
    sub: personId,
    ...(words.includes("profile") && found.name !== null && { name: found.name }),
    ...(words.includes("email") && found.email !== null && { email: found.email, email_verified: false }),
  };
}
