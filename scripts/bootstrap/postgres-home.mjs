import { chownSync, existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataFolder } from "./folders.mjs";
import { isReachable, postgresAccount } from "./postgres-account.mjs";

// Root's PostgreSQL runs under another account. Where that account cannot get into the clone, its files live here.
const rootsFolder = "/var/lib/gatehouse";

/** The folder that keeps the database: .data/postgres, or where that points to. */
export function findPostgresHome(folder = dataFolder) {
  const home = join(folder, "postgres");
  if (existsSync(home)) return realpathSync(home);
  if (canHold(folder)) return makeHome(home);
  const elsewhere = makeTemporaryHome(rootsFolder);
  symlinkSync(elsewhere, home);
  return elsewhere;
}

export function makeTemporaryHome(parent = canHold(tmpdir()) ? tmpdir() : rootsFolder) {
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  return giveToAccount(mkdtempSync(join(realpathSync(parent), "gatehouse-")));
}

function makeHome(home) {
  mkdirSync(home, { mode: 0o700 });
  return giveToAccount(home);
}

function canHold(folder) {
  return postgresAccount(folder).uid === undefined || isReachable(folder);
}

function giveToAccount(home) {
  const { uid, gid } = postgresAccount(home);
  if (uid !== undefined) chownSync(home, uid, gid);
  return home;
}
