import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { root } from "./folders.mjs";
import { Problem } from "./problem.mjs";
import { say } from "./say.mjs";

const secretNames = ["SESSION_SECRET", "ENCRYPTION_KEY", "POSTGRES_PASSWORD"];

/**
 * Reads .env, and first gives it the secrets that neither it nor the environment has.
 * @param {{ folder?: string, environment?: Record<string, string | undefined> }} [options]
 */
export function loadDotenv({ folder = root, environment = process.env } = {}) {
  const file = join(folder, ".env");
  const content = existsSync(file) ? readFileSync(file, "utf8") : null;
  const values = parseEnv(content ?? "");
  const missing = secretNames.filter((name) => !values[name] && !environment[name]);
  if (missing.length === 0) return values;

  const secrets = Object.fromEntries(missing.map((name) => [name, newSecret()]));
  say(content === null ? "Making .env with random secrets" : `Adding ${missing.join(", ")} to .env`);
  writePrivately(file, withSecrets(content ?? readFileSync(join(folder, ".env.example"), "utf8"), secrets));
  return { ...values, ...secrets };
}

export function newSecret() {
  return randomBytes(32).toString("base64url");
}

function withSecrets(content, secrets) {
  let text = content;
  for (const [name, secret] of Object.entries(secrets)) {
    const emptyLine = new RegExp(`^${name}=.*$`, "m");
    text = emptyLine.test(text) ? text.replace(emptyLine, `${name}=${secret}`) : `${text.trimEnd()}\n${name}=${secret}\n`;
  }
  return text;
}

function writePrivately(file, content) {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, content, { mode: 0o600 });
    chmodSync(draft, 0o600);
    renameSync(draft, file);
  } catch (error) {
    throw new Problem(`${file} cannot be written (${error.code}): make its folder writable, or set ${secretNames.join(", ")} in the environment.`);
  }
}
