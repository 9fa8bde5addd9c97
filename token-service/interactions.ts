import Provider, { type Adapter, errors, type InteractionResults } from "oidc-provider";
import { artifacts } from "./artifacts.ts";
import type { Database } from "./database.ts";
import { decisionOf } from "./decisions.ts";

/** A request that waits for a person: their answer comes from the setup app, by the table of decisions. */
export function interactions(database: Database): Adapter {
  const stored = artifacts(database, "Interaction");
  return {
    ...stored,
    async find(uid) {
      const decision = Provider.ctx && decisionOf(Provider.ctx.req, uid);
      const interaction = decision && (await stored.find(uid));
      return interaction && { ...interaction, result: toResult(decision) };
    },
    // Of twenty that come back at once, one goes on.
    async destroy(uid) {
      await stored.consume(uid).catch((error: unknown) => {
        throw error instanceof errors.InvalidGrant ? new errors.SessionNotFound("answered before") : error;
      });
    },
  };
}

function toResult({ outcome, person_id }: { outcome: "approved" | "denied"; person_id: string }): InteractionResults {
  if (outcome === "denied") return { error: "access_denied", error_description: "the user did not allow it" };
  return { login: { accountId: person_id, remember: false }, consent: {} };
}
