import pg from "pg";
import type { Logger } from "#lib/log";
import { type Database, DatabaseUnavailable, type Statement } from "../database.ts";

const WRITE_EVERY_MS = 1_000;

/** Facts that wait to be written, one for each key. */
type Batch<Fact> = { note(key: string, fact: Fact): void; write(database: Database, log: Logger): Promise<void> };
type Options<Fact> = {
  /** What the log calls it. */
  name: string;
  /** No more keys than this wait; what comes beyond is not written. */
  most: number;
  /** What a second fact makes of one that waits. */
  merge(waiting: Fact, next: Fact): Fact;
  /** In one order for all instances, so that two of them do not wait for each other. */
  statements(facts: Fact[]): { statement: Statement; values: unknown[] }[];
};

/** What is learned from requests and written beside them: it neither slows nor fails one, and what is lost with the process is a second's. */
export function createBatch<Fact>({ name, most, merge, statements }: Options<Fact>): Batch<Fact> {
  const waiting = new Map<string, Fact>();

  function note(key: string, fact: Fact): void {
    const known = waiting.get(key);
    if (known !== undefined) waiting.set(key, merge(known, fact));
    else if (waiting.size < most) waiting.set(key, fact);
  }

  return {
    note,
    async write(database, log) {
      if (waiting.size === 0) return;
      const taken = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1));
      waiting.clear();
      try {
        await database.transaction(async (queries) => {
          for (const { statement, values } of statements(taken.map(([, fact]) => fact))) await queries.query(statement, values);
        });
      } catch (error) {
        const isTriedAgain = isPassing(error);
        log.warn({ err: error, facts: taken.length, isTriedAgain }, `could not write ${name}`);
        if (!isTriedAgain) return;
        // The older ones first, as they came.
        const newer = [...waiting];
        waiting.clear();
        for (const [key, fact] of [...taken, ...newer]) note(key, fact);
      }
    },
  };
}

// What the database will not have as it is would be in the way of all that follows. Class 40: a deadlock. 23503: a client was deleted in this
// moment, and the next time is left out.
function isPassing(error: unknown): boolean {
  return error instanceof DatabaseUnavailable || (error instanceof pg.DatabaseError && /^40|^23503$/.test(error.code ?? ""));
}

/** Writes each batch once a second, one after the other, so that at most one connection is kept from the requests. */
export function writeBeside(batches: Pick<Batch<unknown>, "write">[], database: Database, log: Logger): { stop(): Promise<void> } {
  let writing: Promise<void> | null = null;
  const writeAll = async () => {
    for (const batch of batches) await batch.write(database, log);
  };
  const timer = setInterval(() => {
    writing ??= writeAll().finally(() => {
      writing = null;
    });
  }, WRITE_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await writing;
      await writeAll();
    },
  };
}
