import { generateKeyPairSync } from "node:crypto";
import { calculateJwkThumbprint, type JWK } from "jose";
import { createSeal } from "#lib/seal";

/** The one algorithm that is signed with, and accepted. */
export const ALGORITHM = "ES256";

/** A key as the table has it: the private part is sealed, for this row alone. */
export type StoredKey = { kid: string; public_jwk: JWK; encrypted_private_jwk: Uint8Array };

const PURPOSE = "signing keys";

export async function makeSigningKey(encryptionKey: string): Promise<StoredKey> {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y, d } = privateKey.export({ format: "jwk" }) as JWK;
  // RFC 7638
  const kid = await calculateJwkThumbprint({ kty, crv, x, y } as JWK);
  const public_jwk = { kty, crv, x, y, kid, alg: ALGORITHM, use: "sig" } as JWK;
  return { kid, public_jwk, encrypted_private_jwk: createSeal(encryptionKey, PURPOSE).close(JSON.stringify({ ...public_jwk, d }), kid) };
}

/** The private key, or null when ENCRYPTION_KEY is not the one that it was sealed with, or the row was tampered with. */
export function openSigningKey(encryptionKey: string, { kid, public_jwk, encrypted_private_jwk }: StoredKey): JWK | null {
  const opened = createSeal(encryptionKey, PURPOSE).open(encrypted_private_jwk, kid);
  if (opened === null) return null;
  const jwk: JWK = JSON.parse(opened);
  return jwk.x === public_jwk.x && jwk.y === public_jwk.y ? jwk : null;
}
