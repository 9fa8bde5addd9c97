import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataFolder } from "./folders.mjs";
import { isReachable, postgresAccount } from "./postgres-account.mjs";
import { Problem } from "./problem.mjs";

// Root's PostgreSQL runs under another account. Where that account cannot get into the clone, its files live here.
const rootsFolder = "/var/lib/gatehouse";

/** The folder that keeps the database: .data/postgres, or where that points to. */
export function findPostgresHome(folder = dataFolder) {
  const home = join(folder, "postgres");
  if (existsSync(home)) return realpathSync(home);
  if (lstatSync(home, { throwIfNoEntry: false })) {
    throw new Problem(`The database that ${home} points to is gone: bring it back, or delete that link to begin anew.`);
  }
  if (canHold(folder)) return makeHome(home);
  const elsewhere = makeTemporaryHome(makeRootsFolder());
  symlinkSync(elsewhere, home);
  return elsewhere;
}

export function makeTemporaryHome(parent = canHold(tmpdir()) ? tmpdir() : makeRootsFolder()) {
  return giveToAccount(mkdtempSync(join(realpathSync(parent), "gatehouse-")));
}

function makeRootsFolder() {
  mkdirSync(rootsFolder, { recursive: true });
  // Whatever the umask says: the homes in it are private, the way to them is not.
  chmodSync(rootsFolder, 0o755);
  return rootsFolder;
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
