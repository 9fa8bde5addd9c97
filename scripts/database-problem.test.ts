import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { checkDatabase } from "./check-database";

const { DATABASE_URL = "" } = process.env;

function changed(change: (url: URL) => void) {
  const url = new URL(DATABASE_URL);
  change(url);
  return url.href;
}

test("a database that fits is accepted", async () => {
  await checkDatabase(DATABASE_URL);
});

test("an unreachable server is one sentence", async () => {
  const url = "postgresql://someone:hunter2@127.0.0.1:1/gatehouse";
  await expect(checkDatabase(url)).rejects.toThrow(/^No PostgreSQL answers at 127.0.0.1:1: start it, or correct the host and port in DATABASE_URL\.$/);
});

test("a wrong password is one sentence without the password", async () => {
  const url = changed((url) => {
    url.password = "hunter2";
  });
  const error = await checkDatabase(url).catch((error) => error);
  expect(error.message).toMatch(/^PostgreSQL at \S+ refuses the user "\w+": correct the user and the password in DATABASE_URL\.$/);
  expect(error.message).not.toContain("hunter2");
});

test("a missing database is named", async () => {
  const url = changed((url) => {
    url.pathname = "/nowhere";
  });
  await expect(checkDatabase(url)).rejects.toThrow(/has no database "nowhere": create it, or correct the name/);
});

test.each(["", "gatehouse", "mysql://u:hunter2@h/d"])("%j is no PostgreSQL address", async (url) => {
  await expect(checkDatabase(url)).rejects.toThrow(/^DATABASE_URL is not a PostgreSQL address/);
});

test("a server that is not PostgreSQL is one sentence", async () => {
  const server = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await expect(checkDatabase(`postgresql://u:p@127.0.0.1:${port}/d`)).rejects.toThrow(/^No PostgreSQL answers at/);
});

test("a login that does not own the database is told how to", async () => {
  await expect(checkDatabase(process.env.APP_DATABASE_URL ?? "")).rejects.toThrow(/does not own the database: run `ALTER DATABASE/);
});
