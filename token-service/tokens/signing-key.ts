import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { calculateJwkThumbprint, type JWK } from "jose";
import { createSeal } from "#lib/seal";

/** The one algorithm that is signed with, and accepted: what RFC 9068 section 2.1 and OpenID Connect Core section 15.1 have everybody support. */
export const ALGORITHM = "RS256";

/** A key as the table has it: the private part is sealed, for this row alone. */
export type StoredKey = { kid: string; public_jwk: JWK; encrypted_private_jwk: Uint8Array };

const PURPOSE = "signing keys";

export async function makeSigningKey(encryptionKey: string): Promise<StoredKey> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const jwk = privateKey.export({ format: "jwk" }) as JWK;
  const { kty, n, e } = jwk;
  // RFC 7638
  const kid = await calculateJwkThumbprint({ kty, n, e } as JWK);
  const public_jwk = { kty, n, e, kid, alg: ALGORITHM, use: "sig" } as JWK;
  return { kid, public_jwk, encrypted_private_jwk: createSeal(encryptionKey, PURPOSE).close(JSON.stringify({ ...jwk, ...public_jwk }), kid) };
}

/** The private key, or null when ENCRYPTION_KEY is not the one that it was sealed with, or the row was tampered with. */
export function openSigningKey(encryptionKey: string, { kid, public_jwk, encrypted_private_jwk }: StoredKey): JWK | null {
  const opened = createSeal(encryptionKey, PURPOSE).open(encrypted_private_jwk, kid);
  if (opened === null) return null;
  const jwk: JWK = JSON.parse(opened);
  return jwk.n === public_jwk.n && jwk.e === public_jwk.e ? jwk : null;
}
