import type { JWK } from "jose";
import type { Logger } from "#lib/log";
import { type Database, DatabaseUnavailable, type Queries } from "../database.ts";
import { ACCESS_TOKEN_LIFETIME } from "../lifetimes.ts";
import { ALGORITHM, makeSigningKey, openSigningKey, type StoredKey } from "./signing-key.ts";

const REFRESH_EVERY_MS = 5_000;
/** Seconds for which somebody who checks tokens may keep the key set. */
export const KEY_SET_MAX_AGE = 300;
/** A new key is published this long before it signs, so that everybody has it by then. */
export const PUBLISHED_BEFORE = 3 * KEY_SET_MAX_AGE;
/** A retired key stays published while a token of it can live, and a little longer. */
export const PUBLISHED_AFTER = ACCESS_TOKEN_LIFETIME + 600;

/** One at a time makes or rotates keys, whichever process it is. */
export const LOCK_KEYS = { name: "lock-signing-keys", text: "select pg_advisory_xact_lock(hashtextextended('gatehouse signing keys', 0))" };
const FIND_KEYS = {
  name: "find-signing-keys",
  text: `
    select kid, public_jwk, encrypted_private_jwk, coalesce(retired_at <= now(), false) as is_retired
    from signing_key
    where algorithm = $2 and (retired_at is null or retired_at > now() - make_interval(secs => $1)) order by created_at, kid`,
};
const ADD_KEY = {
  name: "add-signing-key",
  text: "insert into signing_key (kid, algorithm, public_jwk, encrypted_private_jwk) values ($1, $2, $3, $4)",
};

type Row = StoredKey & { is_retired: boolean };

/** The keys of one moment. The same object as long as nothing changes. */
export type KeySet = {
  /** The public parts, for whoever checks a token. */
  published: JWK[];
  /** The private keys that could be opened; the first one signs. */
  own: JWK[];
  signingKid: string | null;
};

export type SigningKeys = {
  current(): KeySet;
  /** Reads them again, for a token that names a key which is not known here yet. Not more than once a second. */
  refresh(): Promise<KeySet>;
  stop(): void;
};

export const NO_KEYS: KeySet = { published: [], own: [], signingKid: null };

/** Knows the keys without asking for them at each request: it reads them every few seconds, so that a rotation needs no restart (R53). */
export async function openSigningKeys(database: Database, encryptionKey: string, log: Logger): Promise<SigningKeys> {
  let [keys, said, readAt] = [NO_KEYS, "", 0];
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    readAt = Date.now();
    try {
      keys = keepIfEqual(keys, toKeySet(await findOrMake(database, encryptionKey), encryptionKey));
      say(
        keys.signingKid === null
          ? "The signing keys do not open with this ENCRYPTION_KEY, so no JWT can be signed. Set the key that they were made with, or run npm run rotate-keys to replace them."
          : "",
      );
    } catch (error) {
      if (error instanceof DatabaseUnavailable) say("The signing keys cannot be read: the database cannot be reached.");
      else log.error({ err: error }, "could not read the signing keys");
    }
  }
  function say(problem: string): void {
    if (problem !== "" && problem !== said) log.error(problem);
    said = problem;
  }
  const readOnce = () => (reading ??= read().finally(() => (reading = undefined)));

  await readOnce();
  const timer = setInterval(readOnce, REFRESH_EVERY_MS);
  timer.unref();
  return {
    current: () => keys,
    async refresh() {
      if (Date.now() - readAt > 1_000) await readOnce();
      else await reading;
      return keys;
    },
    stop: () => clearInterval(timer),
  };
}

async function findOrMake(database: Database, encryptionKey: string): Promise<Row[]> {
  const find = async ({ query }: Queries) => (await query<Row>(FIND_KEYS, [PUBLISHED_AFTER, ALGORITHM])).rows;
  const found = await find(database);
  if (found.some((row) => !row.is_retired)) return found;
  return database.transaction(async (queries) => {
    await queries.query(LOCK_KEYS);
    // Another instance may have been first.
    const rows = await find(queries);
    if (rows.some((row) => !row.is_retired)) return rows;
    await addKey(queries, encryptionKey);
    return find(queries);
  });
}

export async function addKey({ query }: Queries, encryptionKey: string): Promise<string> {
  const { kid, public_jwk, encrypted_private_jwk } = await makeSigningKey(encryptionKey);
  await query(ADD_KEY, [kid, ALGORITHM, public_jwk, Buffer.from(encrypted_private_jwk)]);
  return kid;
}

/** The oldest key that is not retired signs: a newer one waits until it is known everywhere. */
function toKeySet(rows: Row[], encryptionKey: string): KeySet {
  const opened = rows.map((row) => ({ ...row, jwk: openSigningKey(encryptionKey, row) }));
  const signing = opened.find(({ is_retired, jwk }) => !is_retired && jwk !== null);
  const own = [signing, ...opened.filter((each) => each !== signing)].flatMap((each) => each?.jwk ?? []);
  return { published: rows.map(({ public_jwk }) => public_jwk), own: signing ? own : [], signingKid: signing?.kid ?? null };
}

function keepIfEqual(before: KeySet, now: KeySet): KeySet {
  const isEqual = JSON.stringify(before) === JSON.stringify(now);
  return isEqual ? before : now;
}
