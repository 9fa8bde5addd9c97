import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { paths } from "#lib/endpoints";
import { env } from "#lib/env";

const CONNECTIONS = 8;
/** Sixty a minute are its limit. */
const PER_SECOND = 200;

// A client with a wrong secret, two hundred times as often as it may, until the parent says stop; then what it was answered.
const { PORT = "", CLIENT_ID = "" } = process.env;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const headers = {
  host: new URL(env().TOKEN_SERVICE_URL ?? "").host,
  "content-type": "application/x-www-form-urlencoded",
  authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${"x".repeat(43)}`).toString("base64")}`,
};
const statuses: Record<string, number> = {};
let isOver = false;
process.once("message", () => {
  isOver = true;
});

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: PORT, path: paths.token, method: "POST", agent, headers }, (response) => {
      statuses[`${response.statusCode}`] = (statuses[`${response.statusCode}`] ?? 0) + 1;
      response.resume().once("end", resolve);
    });
    sent.once("error", reject).end("grant_type=client_credentials");
  });
}

await Promise.all(
  Array.from({ length: CONNECTIONS }, async () => {
    while (!isOver) await Promise.all([ask(), sleep((1000 * CONNECTIONS) / PER_SECOND)]);
  }),
);
agent.destroy();
process.send?.(statuses, () => process.exit(0));
