import { expect, test } from "vitest";
import { readSettings, settingsOf, withEmbeddedDatabase } from "./settings.mjs";

test("the environment wins over .env, and an empty variable is none", () => {
  const settings = readSettings({ SMTP_URL: "smtp://file", MAIL_FROM: "file" }, { SMTP_URL: "smtp://environment", MAIL_FROM: "" });
  expect(settings).toMatchObject({ SMTP_URL: "smtp://environment", MAIL_FROM: "file" });
});

test("addresses follow the ports unless they are set", () => {
  const settings = readSettings({}, { SETUP_APP_PORT: "3100", TOKEN_SERVICE_PORT: "4100", TOKEN_SERVICE_URL: "https://id.example.com" });
  expect(settings).toMatchObject({ SETUP_APP_URL: "http://localhost:3100", TOKEN_SERVICE_URL: "https://id.example.com" });
});

test("on the embedded database each process knows its own login and no other", () => {
  const settings = withEmbeddedDatabase(readSettings({ POSTGRES_PASSWORD: "p" }, {}), { port: 5000, database: "gatehouse" });
  const tokenService = settingsOf("TOKEN_SERVICE_DATABASE_URL", settings);
  expect(Object.keys(tokenService).filter((name) => /DATABASE|POSTGRES/.test(name))).toEqual(["TOKEN_SERVICE_DATABASE_URL"]);
  expect(tokenService.TOKEN_SERVICE_DATABASE_URL).toMatch(/^postgresql:\/\/gatehouse_token:[\w-]{43}@127.0.0.1:5000\/gatehouse/);
});

test("with one DATABASE_URL every process gets that", () => {
  const settings = readSettings({}, { DATABASE_URL: "postgresql://owner@db/gatehouse" });
  expect(settingsOf("WORKER_DATABASE_URL", settings)).toMatchObject({ DATABASE_URL: "postgresql://owner@db/gatehouse" });
});
