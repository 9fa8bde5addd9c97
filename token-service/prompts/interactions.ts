import { decodeJwt } from "jose";
import Provider, { type Adapter, type AdapterPayload, errors, type InteractionResults, type UnknownObject } from "oidc-provider";
import { artifacts } from "../artifacts.ts";
import type { Database } from "../database.ts";
import { rememberHost } from "../hosts/remember-host.ts";
import type { TokenHost } from "../hosts/token-host.ts";
import { decisionOf } from "./decisions.ts";

/** A request that waits for a person: their answer comes from the setup app, by the table of decisions. */
export function interactions(database: Database, host: TokenHost): Adapter {
  const stored = rememberHost(artifacts(database, "Interaction"), host);
  return {
    ...stored,
    async find(uid) {
      const decision = Provider.ctx && decisionOf(Provider.ctx.req, uid);
      const interaction = decision && (await stored.find(uid));
      if (!interaction || !(await mayReturn(interaction))) return undefined;
      return { ...interaction, params: withScopes(interaction, decision.scopes), result: toResult(decision, interaction) };
    },
    // Of twenty that come back at once, one goes on.
    async destroy(uid) {
      await stored.consume(uid).catch((error: unknown) => {
        throw error instanceof errors.InvalidGrant ? new errors.SessionNotFound("answered before") : error;
      });
    },
  };
}

// The library trusts the redirect URI that it saw half an hour ago, and the admin may have removed it since, disabled the client, or taken
// its secret from it, in whose place PKCE has to be (R54).
async function mayReturn({ params = {} }: AdapterPayload): Promise<boolean> {
  const client = await Provider.ctx?.oidc.provider.Client.find(`${params.client_id}`);
  if (!client?.redirectUriAllowed(`${params.redirect_uri}`)) return false;
  return client.clientAuthMethod !== "none" || params.code_challenge !== undefined;
}

/** Only what the person was shown: what the client was allowed after that is asked for anew. */
function withScopes({ params = {} }: AdapterPayload, approved: string[]): UnknownObject {
  const { scope, ...others } = params;
  const kept = `${scope ?? ""}`.split(" ").filter((name) => approved.includes(name));
  return kept.length > 0 ? { ...others, scope: kept.join(" ") } : others;
}

type Answered = { outcome: "approved" | "denied"; person_id: string; signed_in_at: number | null };

function toResult({ outcome, person_id, signed_in_at }: Answered, { params }: AdapterPayload): InteractionResults {
  if (outcome === "denied") return { error: "access_denied", error_description: "the user did not allow it" };
  if (isOfSomebodyElse(params?.id_token_hint, person_id)) return { error: "login_required", error_description: "somebody else is signed in" };
  return { login: { accountId: person_id, remember: false, ...(signed_in_at !== null && { ts: signed_in_at }) }, consent: {} };
}

// The library has checked the hint, and compares it before anybody has answered.
function isOfSomebodyElse(hint: unknown, personId: string): boolean {
  return typeof hint === "string" && decodeJwt(hint).sub !== personId;
}
