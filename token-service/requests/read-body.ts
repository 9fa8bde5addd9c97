import type { IncomingMessage } from "node:http";
import { invalidRequest, Refusal } from "./refusal.ts";

const LIMIT = 16 * 1024;
// What is too large is still read up to here, so that the caller gets to see the answer.
const PATIENCE = 16 * 1024 * 1024;

/**
 * The body as text; it must be UTF-8.
 * @throws Refusal 413 over 16 KiB; 400 for what is not text.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let received = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      received += chunk.length;
      if (received <= LIMIT) chunks.push(chunk);
      if (received > PATIENCE) break;
    }
  } catch {
    // Whoever goes away in the middle is no failure of ours.
    throw invalidRequest("the body ended before its end");
  }
  if (received > LIMIT) throw new Refusal(413, "invalid_request", "the body is larger than 16 KiB", { Connection: "close" });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw invalidRequest("the body is not UTF-8");
  }
}
