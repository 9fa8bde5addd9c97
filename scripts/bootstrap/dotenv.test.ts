import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadDotenv } from "./dotenv.mjs";

let folder: string;
const file = () => join(folder, ".env");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-dotenv-"));
  writeFileSync(join(folder, ".env.example"), "# Signs the cookies.\nSESSION_SECRET=\nENCRYPTION_KEY=\nPOSTGRES_PASSWORD=\n#SMTP_URL=smtp://x\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("makes .env from the example with 32 random bytes for each secret, readable by its owner only", () => {
  const values = loadDotenv({ folder, environment: {} });
  for (const name of ["SESSION_SECRET", "ENCRYPTION_KEY", "POSTGRES_PASSWORD"] as const) {
    expect(Buffer.from(values[name] ?? "", "base64url")).toHaveLength(32);
  }
  expect(new Set(Object.values(values)).size).toBe(3);
  expect(parseEnv(readFileSync(file(), "utf8"))).toEqual(values);
  expect(readFileSync(file(), "utf8")).toContain("# Signs the cookies.");
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("keeps what .env says and adds what it lacks", () => {
  writeFileSync(file(), "SESSION_SECRET=mine\nSMTP_URL=smtp://mail.example.com");
  const values = loadDotenv({ folder, environment: {} });
  expect(values).toMatchObject({ SESSION_SECRET: "mine", SMTP_URL: "smtp://mail.example.com" });
  expect(readFileSync(file(), "utf8")).toMatch(/^SESSION_SECRET=mine\nSMTP_URL=smtp:\/\/mail.example.com\nENCRYPTION_KEY=\S+\nPOSTGRES_PASSWORD=\S+\n$/);
});

test("writes nothing when the environment has every secret", () => {
  const environment = { SESSION_SECRET: "a", ENCRYPTION_KEY: "b", POSTGRES_PASSWORD: "c" };
  loadDotenv({ folder, environment });
  expect(statSync(file(), { throwIfNoEntry: false })).toBeUndefined();
});

test("reads the same secrets the second time", () => {
  expect(loadDotenv({ folder, environment: {} })).toEqual(loadDotenv({ folder, environment: {} }));
});
