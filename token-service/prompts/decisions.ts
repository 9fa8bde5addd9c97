import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { paths } from "#lib/endpoints";
import { sha256 } from "#lib/random";
import type { Database } from "../database.ts";
import type { Middleware } from "../middleware.ts";
import { Refusal } from "../requests/refusal.ts";

type Decision = { outcome: "approved" | "denied"; person_id: string; tenant_id: string; scopes: string[]; ticket_digest: Buffer; signed_in_at: number | null };

const FIND_DECISION = {
  name: "find-decision",
  text: "select outcome, person_id, tenant_id, scopes, ticket_digest, floor(extract(epoch from signed_in_at))::int as signed_in_at from interaction_decision where uid_digest = $1",
};

const decisions = new WeakMap<IncomingMessage, { uid: string; decision: Decision }>();

/** The answer that the request has brought the ticket of. */
export function decisionOf(request: IncomingMessage, uid: string): Decision | undefined {
  const found = decisions.get(request);
  return found?.uid === uid ? found.decision : undefined;
}

/**
 * On the way back from the prompt. The library's cookie says that this browser began the request; the ticket, that it also answered:
 * otherwise somebody could begin one and have it approved by another.
 */
export function decision(database: Database): Middleware {
  return async (ctx, next) => {
    const uid = ctx.path.startsWith(`${paths.authorization}/`) ? ctx.path.slice(paths.authorization.length + 1) : null;
    if (uid === null) return next();
    const { ticket } = ctx.query;
    const { rows } = await database.query<Decision>(FIND_DECISION, [sha256(uid)]);
    const [found] = rows;
    if (!found || typeof ticket !== "string" || !timingSafeEqual(sha256(ticket), found.ticket_digest)) {
      throw new Refusal(400, "invalid_request", "this request to sign in was not answered here, or has ended");
    }
    decisions.set(ctx.req, { uid, decision: found });
    await next();
  };
}
