import { lookup as resolve } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { isLoopbackAddress, isPublicAddress } from "#lib/webhooks/public-address";
import { webhookUrlBarrier } from "#lib/webhooks/webhook-url";

const PATIENCE_MS = 10_000;
const PRIVATE = "The name leads to a private network.";

type Letter = { url: string; headers: Record<string, string>; body: string };

/** Sends it, follows no redirect, and reads no answer but its status. @throws Error in words for whoever looks after the receiver. */
export async function postWebhook({ url, headers, body }: Letter, { isLocal }: { isLocal: boolean }): Promise<number> {
  const barrier = webhookUrlBarrier(url, { isLocal });
  if (barrier) throw new Error(barrier);
  const target = new URL(url);
  const request = target.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((done, fail) => {
    const sent = request(target, {
      method: "POST",
      agent: false,
      lookup: onlyTo((address) => isPublicAddress(address) || (isLocal && isLoopbackAddress(address))),
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), "user-agent": "Gatehouse-Webhook/1", ...headers },
    });
    sent.on("response", (response) => {
      response.destroy();
      done(response.statusCode ?? 0);
    });
    // An answer that would change the protocol (101) ends the connection without another event.
    sent.on("close", () => fail(new Error(known.ECONNRESET)));
    sent.on("error", (error: NodeJS.ErrnoException) => fail(new Error(inWords(error), { cause: error })));
    sent.end(body);
  });
}

/** The address that was checked is the one that is connected to: a name cannot lead elsewhere in between. */
export function onlyTo(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) return callback(error ?? new Error(`There is no host ${hostname}.`), []);
      if (!found.every(({ address }) => isAllowed(address))) return callback(new Error(PRIVATE), []);
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

const known: Record<string, string> = {
  ECONNREFUSED: "Nothing listens there: the connection was refused.",
  ENOTFOUND: "There is no host of this name.",
  ECONNRESET: "The connection was closed before an answer came.",
};

function inWords(error: NodeJS.ErrnoException): string {
  if (error.message === PRIVATE) return PRIVATE;
  if (error.name === "AbortError" || error.name === "TimeoutError") return "It did not answer within 10 seconds.";
  return known[error.code ?? ""] ?? "The connection failed. Its certificate may be wrong.";
}
