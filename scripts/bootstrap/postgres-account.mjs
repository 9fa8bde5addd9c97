import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** PostgreSQL refuses to run as root: root runs it under the account that owns its files, or one that every system has. */
export function postgresAccount(home) {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(home)) {
    const { uid, gid } = statSync(home);
    if (uid !== 0) return { uid, gid };
  }
  return findAccount("postgres") ?? findAccount("nobody") ?? { uid: 65534, gid: 65534 };
}

/** Whether an account without special rights gets to this file. */
export function isReachable(path) {
  if (!existsSync(path)) return false;
  for (let part = path; ; part = dirname(part)) {
    if (!(statSync(part).mode & 0o001)) return false;
    if (part === dirname(part)) return true;
  }
}

function findAccount(name) {
  const line =
    existsSync("/etc/passwd") &&
    readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}
