import type { AuditAction } from "#lib/audit/catalogue";
import type { Database, Queries } from "../database.ts";
import { addKey, LOCK_KEYS, PUBLISHED_AFTER, PUBLISHED_BEFORE } from "./signing-keys.ts";

const RETIRE_KEYS = {
  name: "retire-signing-keys",
  text: "update signing_key set retired_at = now() + make_interval(secs => $1) where retired_at is null returning retired_at",
};
const FORGET_OLD_KEYS = {
  name: "forget-old-signing-keys",
  text: "delete from signing_key where retired_at < now() - make_interval(secs => $1)",
};
const DELETE_KEYS = { name: "delete-signing-keys", text: "delete from signing_key" };
const RECORD = {
  name: "record-rotation",
  text: "insert into audit_event (action, actor_name, subject, subject_id, after) values ($1, 'Command line', 'the signing keys', $2, $3)",
};

export type Rotation = { kid: string; signsFrom: Date };

/**
 * Adds a key, which is published at once. It signs once everybody has it who keeps the key set for a while; then those before it retire.
 * Running instances notice by themselves.
 */
export function rotateSigningKeys(database: Database, encryptionKey: string): Promise<Rotation> {
  return database.transaction(async (queries) => {
    await queries.query(LOCK_KEYS);
    const { rows } = await queries.query<{ retired_at: Date }>(RETIRE_KEYS, [PUBLISHED_BEFORE]);
    await queries.query(FORGET_OLD_KEYS, [PUBLISHED_AFTER]);
    return add(queries, encryptionKey, "key.rotated", rows[0]?.retired_at ?? new Date());
  });
}

/** For keys that may be in wrong hands: they are gone at once, and every JWT that they signed with them. */
export function replaceSigningKeys(database: Database, encryptionKey: string): Promise<Rotation> {
  return database.transaction(async (queries) => {
    await queries.query(LOCK_KEYS);
    await queries.query(DELETE_KEYS);
    return add(queries, encryptionKey, "key.replaced", new Date());
  });
}

async function add(queries: Queries, encryptionKey: string, action: AuditAction, signsFrom: Date): Promise<Rotation> {
  const kid = await addKey(queries, encryptionKey);
  await queries.query(RECORD, [action, kid, { kid, signsFrom: signsFrom.toISOString() }]);
  return { kid, signsFrom };
}
