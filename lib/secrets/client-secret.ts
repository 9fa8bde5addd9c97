import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import { toBase62 } from "#lib/random";

declare const plain: unique symbol;
declare const digest: unique symbol;
/** A client secret in clear. It exists in the answer that shows it, and nowhere else. */
export type PlainSecret = string & { [plain]: true };
/** SHA-256 of a client secret: 256 random bits need no slow hash. */
export type SecretDigest = Uint8Array<ArrayBuffer> & { [digest]: true };

const PREFIX = "gh_secret_";
const SHAPE = /^gh_secret_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

/** `gh_secret_<256 random bits>_<checksum>`: the prefix and the checksum let a scanner find a leaked one (R17). */
export function generateClientSecret(): PlainSecret {
  const random = toBase62(randomBytes(32), 43);
  return `${PREFIX}${random}_${checksum(random)}` as PlainSecret;
}

function checksum(random: string): string {
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(random));
  return toBase62(crc, 6);
}

/** False for what cannot be a secret of ours, found without a query. */
export function isClientSecret(value: string): value is PlainSecret {
  const match = SHAPE.exec(value);
  return match?.[1] !== undefined && checksum(match[1]) === match[2];
}

export function digestOf(secret: PlainSecret): SecretDigest {
  return new Uint8Array(createHash("sha256").update(secret).digest()) as SecretDigest;
}

export function isSecretOf(candidate: SecretDigest, stored: Uint8Array): boolean {
  return candidate.length === stored.length && timingSafeEqual(candidate, stored);
}

/** The last four characters, by which people recognise a secret. */
export function hintOf(secret: PlainSecret): string {
  return secret.slice(-4);
}
