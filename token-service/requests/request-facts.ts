import type { IncomingMessage } from "node:http";
import type { ActingFor } from "#lib/scopes/acting-scope";

/** What was learned about a request on its way, for the log and for the record. */
export type RequestFacts = {
  /** Where it came from, as finely as rate limits tell callers apart. */
  network?: string;
  clientId?: string;
  secretId?: string;
  grantType?: string;
  /** Whom client credentials ask to act for, where the client's tenant has them. */
  actor?: ActingFor;
  /** It got a token that nobody had before. */
  isIssued?: true;
  /** What it was refused with. */
  refused?: { error: string; description?: string | undefined; detail?: string | undefined; scope?: string | undefined };
  /** Why it failed, in more words than the answer has. */
  detail?: string;
  /** An error that is not the caller's fault. */
  failure?: Error;
};

const facts = new WeakMap<IncomingMessage, RequestFacts>();

export function factsOf(request: IncomingMessage): RequestFacts {
  const known = facts.get(request) ?? {};
  facts.set(request, known);
  return known;
}
