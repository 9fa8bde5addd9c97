import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { readEnv } from "#lib/env";

const secret = () => randomBytes(32).toString("base64url");
const settings = (given: Record<string, string> = {}) => ({ SESSION_SECRET: secret(), ENCRYPTION_KEY: secret(), ...given });

it("SS-10 refuses a secret that is missing, short, or a word, and never repeats it", () => {
  for (const weak of [undefined, "", "secret", "changeme", "x".repeat(31), randomBytes(31).toString("base64url")]) {
    for (const name of ["SESSION_SECRET", "ENCRYPTION_KEY"]) {
      const read = () => readEnv({ ...settings(), [name]: weak });
      expect(read).toThrow(name);
      if (weak) expect(read).not.toThrow(new RegExp(`: .*${weak}`));
    }
  }
});

it("names every setting that is wrong, in one sentence", () => {
  const wrong = { SETUP_APP_PORT: "0", TOKEN_SERVICE_PORT: "70000", SMTP_URL: "mail", TRUSTED_PROXY_COUNT: "-1" };
  expect(() => readEnv(settings(wrong))).toThrow(/SETUP_APP_PORT.*TOKEN_SERVICE_PORT.*TRUSTED_PROXY_COUNT.*SMTP_URL.*See \.env\.example/);
});

it("one database address serves all processes, and each may have its own", () => {
  expect(readEnv(settings({ DATABASE_URL: "a" }))).toMatchObject({ APP_DATABASE_URL: "a", TOKEN_SERVICE_DATABASE_URL: "a", WORKER_DATABASE_URL: "a" });
  expect(readEnv(settings({ DATABASE_URL: "a", APP_DATABASE_URL: "b" }))).toMatchObject({ APP_DATABASE_URL: "b", WORKER_DATABASE_URL: "a" });
});

it("addresses follow the ports, and an empty setting is none", () => {
  expect(readEnv(settings({ SETUP_APP_PORT: "3100", SMTP_URL: "", SETUP_APP_URL: "" }))).toMatchObject({
    SETUP_APP_URL: "http://localhost:3100",
    TOKEN_SERVICE_URL: "http://localhost:4000",
    SMTP_URL: undefined,
  });
  expect(readEnv(settings({ SETUP_APP_URL: "https://setup.example.com/path/" }))).toMatchObject({ SETUP_APP_URL: "https://setup.example.com" });
});

it("R65 the audit log is kept for ever unless a setting says otherwise, a year at least, and no number empties a table by mistake", () => {
  expect(readEnv(settings()).AUDIT_RETENTION_DAYS).toBeUndefined();
  expect(readEnv(settings())).toMatchObject({ USAGE_RETENTION_DAYS: 400, SESSION_RETENTION_DAYS: 7 });
  const given = { AUDIT_RETENTION_DAYS: "365", USAGE_RETENTION_DAYS: "31", WEBHOOK_MESSAGE_RETENTION_DAYS: "1", REQUEST_RETENTION_DAYS: "" };
  const read = { AUDIT_RETENTION_DAYS: 365, USAGE_RETENTION_DAYS: 31, WEBHOOK_MESSAGE_RETENTION_DAYS: 1, REQUEST_RETENTION_DAYS: 400 };
  expect(readEnv(settings(given))).toMatchObject(read);
  const names = Object.keys(readEnv(settings(given))).filter((name) => name.endsWith("_RETENTION_DAYS"));
  expect(names).toHaveLength(9);
  for (const name of names) {
    for (const wrong of ["0", "-1", "1.5", "a year", "40000"]) expect(() => readEnv(settings({ [name]: wrong })), name).toThrow(name);
  }
  for (const wrong of ["364", "30"]) expect(() => readEnv(settings({ AUDIT_RETENTION_DAYS: wrong }))).toThrow("AUDIT_RETENTION_DAYS");
});

it("R48 a tenant's host has the tenant in its first label, and is a host and nothing else", () => {
  for (const good of ["{tenant}-api.example.com", "{tenant}.example.com:8443", "api-{tenant}.localhost", ""]) {
    expect(readEnv(settings({ TENANT_HOST: good })).TENANT_HOST).toBe(good || undefined);
  }
  for (const bad of [
    "example.com",
    "{tenant}",
    "api.{tenant}.com",
    "{tenant}{tenant}.example.com",
    "https://{tenant}.example.com",
    "{tenant}.example.com/x",
    "{Tenant}.a.b",
  ]) {
    expect(() => readEnv(settings({ TENANT_HOST: bad }))).toThrow("TENANT_HOST");
  }
});

it("SS-11 believes an OpenID provider over https, or on this machine", () => {
  for (const issuer of [
    "https://login.example.com",
    "https://login.example.com/tenants/1",
    "http://localhost:4444",
    "http://127.0.0.1",
    "http://[::1]:4444/",
  ]) {
    expect(readEnv(settings({ OPENID_ISSUER: issuer })).OPENID_ISSUER).toBe(issuer);
  }
  for (const issuer of ["http://login.example.com", "http://localhost.example.com", "http://localhost@evil.example", "ftp://localhost", "login.example.com"]) {
    expect(() => readEnv(settings({ OPENID_ISSUER: issuer })), issuer).toThrow("OPENID_ISSUER");
  }
});
