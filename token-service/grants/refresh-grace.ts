import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import Provider, { type Adapter, type AdapterPayload, errors } from "oidc-provider";
import { z } from "zod";
import { artifacts } from "../artifacts.ts";
import { grantTypes } from "../clients/client-metadata.ts";
import type { Database } from "../database.ts";
import { type Digest, digestAt, type TokenHost } from "../hosts/token-host.ts";
import type { Context } from "../middleware.ts";
import { parametersOf } from "../requests/token-request.ts";
import { findToken } from "../tokens/access-token.ts";

/** How long a refresh whose answer was lost may be asked again. */
export const GRACE_SECONDS = 30;

const FIND_ANSWER = {
  name: "find-answer",
  text: `
    select successor, client_id, extract(epoch from now() - consumed_at)::int as age from oidc_artifact
    where kind = 'RefreshToken' and id_digest = $1 and revoked_at is null and successor is not null
      and consumed_at > now() - make_interval(secs => $2)`,
};
const IS_UNUSED = {
  name: "is-unused",
  text: "select from oidc_artifact where kind = 'RefreshToken' and id_digest = $1 and consumed_at is null and revoked_at is null and expires_at > now()",
};

const answerBody = z.looseObject({ refresh_token: z.string(), expires_in: z.number() });
type Answer = z.infer<typeof answerBody>;

const repeated = new WeakMap<IncomingMessage, Answer>();

/** Refresh tokens: one that was used a moment ago, by the same client, gets the answer that it got, as long as nobody has used that. */
export function refreshTokens(database: Database, host: TokenHost): Adapter {
  const digest = digestAt(host);
  const stored = artifacts(database, "RefreshToken", digest);
  return {
    ...stored,
    async find(token) {
      const found = await stored.find(token);
      if (found) {
        refuseOtherResource(found, host);
        refuseWhatBeganOtherwise(found);
      }
      // The library goes no further, and tokenExchange sends the answer.
      if (found?.consumed && (await isRetry(database, digest, token, Provider.ctx))) throw new errors.InvalidGrant("answered before");
      return found;
    },
  };
}

// The library would say so only when it has used the token up.
function refuseOtherResource({ resource }: AdapterPayload, { issuer }: TokenHost): void {
  const asked = Provider.ctx?.oidc.params?.resource ?? resource;
  if (resource !== issuer || asked !== issuer) throw new errors.InvalidTarget();
}

// A refresh goes on with what a person began, by a grant that the admin may have switched off since (R54).
function refuseWhatBeganOtherwise({ gty }: AdapterPayload): void {
  const began = `${gty}`.startsWith("device_code") ? "device_code" : "authorization_code";
  if (!Provider.ctx?.oidc.client?.grantTypeAllowed(grantTypes[began])) throw new errors.InvalidGrant(`began with ${began}, which is switched off`);
}

/**
 * Whether the same client has used this token a moment ago, and nobody what it got.
 * It gets that again, unless what it stands on has ended meanwhile: the person, the company and all else (R54).
 */
export async function isRetry(database: Database, digest: Digest, token: string, ctx: Context | undefined): Promise<boolean> {
  const client = ctx && "oidc" in ctx ? ctx.oidc.client : undefined;
  const { rows } = await database.query<{ successor: Buffer; client_id: string; age: number }>(FIND_ANSWER, [digest(token), GRACE_SECONDS]);
  const [row] = rows;
  if (!ctx || !row || row.client_id !== client?.clientId || parametersOf(ctx.req).scope !== undefined) return false;
  const answer = answerBody.parse(JSON.parse(open(token, row.successor)));
  const { rowCount } = await database.query(IS_UNUSED, [digest(answer.refresh_token)]);
  if (rowCount === 0) return false;
  const given = await findToken(database, digest(answer.refresh_token));
  if (given?.is_ended === false) repeated.set(ctx.req, { ...answer, expires_in: Math.max(1, answer.expires_in - row.age) });
  return true;
}

/** What a retry is answered with. */
export function repeatedAnswer(request: IncomingMessage): Answer | undefined {
  return repeated.get(request);
}

/** Encrypted by the token that was used up, so that only who has it can have the answer again. */
export function sealAnswer(token: string, answer: unknown): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(token), iv);
  return Buffer.concat([iv, cipher.update(JSON.stringify(answer), "utf8"), cipher.final(), cipher.getAuthTag()]);
}

function open(token: string, sealed: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", keyOf(token), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString("utf8");
}

function keyOf(token: string): Buffer {
  return Buffer.from(hkdfSync("sha256", token, "", "gatehouse refresh grace", 32));
}
