import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const [VERSION, IV_BYTES, TAG_BYTES] = [1, 12, 16];
const HEAD_BYTES = 1 + IV_BYTES;

export type Seal = {
  /** @param owner the id of the row that it is for: in another row it does not open. */
  close(plain: string, owner: string): Uint8Array<ArrayBuffer>;
  /** Null for what was sealed with another key, for another row or purpose, or was changed. */
  open(sealed: Uint8Array, owner: string): string | null;
};

/** For secrets that we must be able to read again: AES-256-GCM with a key for each purpose, derived from ENCRYPTION_KEY. */
export function createSeal(encryptionKey: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync("sha256", encryptionKey, "", `gatehouse ${purpose}`, 32));
  return {
    close(plain, owner) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Uint8Array.from([VERSION, ...iv, ...cipher.getAuthTag(), ...text]);
    },
    open(sealed, owner) {
      if (sealed[0] !== VERSION || sealed.length < HEAD_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, HEAD_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(owner))
        .setAuthTag(sealed.subarray(HEAD_BYTES, HEAD_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
  };
}
