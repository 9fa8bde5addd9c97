import type { IncomingMessage } from "node:http";
import { errors, type KoaContextWithOIDC, type ResourceServer, type UnknownObject } from "oidc-provider";
import { type ActingFor, looksLikeActingScope, parseActingScope, toActingScope } from "#lib/scopes/acting-scope";
import { identityScopeNames } from "#lib/scopes/identity-scopes";
import type { ClientSetup } from "../clients/client-metadata.ts";
import { setupOf } from "../clients/client-setup.ts";
import { ACCESS_TOKEN_LIFETIME } from "../lifetimes.ts";
import { factsOf } from "../requests/request-facts.ts";
import { parametersOf } from "../requests/token-request.ts";
import { ALGORITHM } from "../tokens/signing-key.ts";
import { serviceAccountOf, tenantIdOf } from "./accounts.ts";

type Client = Parameters<typeof setupOf>[0];

/**
 * The API that every token is for, and the scope that can be had there: with client credentials exactly what was asked for;
 * otherwise what the client may use today, which a grant of earlier cannot exceed.
 * @throws InvalidScope for a word that this client may not use, and alike for a team or user that is elsewhere or nowhere (R26, R29).
 */
export function findGrantedScope(issuer: string) {
  return async (ctx: KoaContextWithOIDC, resource: string, client: Client): Promise<ResourceServer> => {
    if (resource !== issuer) throw new errors.InvalidTarget();
    const setup = setupOf(client);
    const words = [...ctx.oidc.requestParamScopes];
    const isForItself = ctx.oidc.params?.grant_type === "client_credentials";
    if (isForItself) refuseForeignWords(ctx, setup, words);
    else if (ctx.oidc.route === "authorization" || ctx.oidc.route === "device_authorization") askForAllowed(ctx, setup, words);
    const scope = isForItself ? words : [...identityOf(setup), ...approvedOf(setup.scopes, ctx)];
    return {
      audience: issuer,
      scope: scope.join(" "),
      accessTokenTTL: ACCESS_TOKEN_LIFETIME,
      accessTokenFormat: setup.access_token_format,
      jwt: { sign: { alg: ALGORITHM } },
    };
  };
}

/** R46: a service account has what its tenant approved, until an admin approves more. */
function approvedOf(scopes: string[], { oidc: { account } }: KoaContextWithOIDC): string[] {
  const serviceAccount = serviceAccountOf(account);
  return serviceAccount ? scopes.filter((name) => serviceAccount.scopes.includes(name)) : scopes;
}

/** A service account is nobody. */
function identityOf({ acts_as }: ClientSetup): readonly string[] {
  return acts_as === "user" ? identityScopeNames : [];
}

/** RFC 6749 section 3.3: who asks for no scope asks for all that the client may use. */
function askForAllowed(ctx: KoaContextWithOIDC, setup: ClientSetup, words: string[]): void {
  const { scopes } = setup;
  // Whoever may have refresh tokens gets them without asking.
  const asked = words.filter((word) => word !== "offline_access");
  const unknown = asked.find((word) => !scopes.includes(word) && !identityOf(setup).includes(word));
  if (unknown !== undefined) throw new errors.InvalidScope("this client may not use this scope", unknown);
  const lonely = asked.find((word) => identityScopeNames.includes(word));
  if (lonely !== undefined && !asked.includes("openid")) throw new errors.InvalidScope("this scope comes with openid only", lonely);
  const wanted = asked.length > 0 ? asked : scopes;
  if (ctx.oidc.params) ctx.oidc.params.scope = wanted.length > 0 ? wanted.join(" ") : undefined;
}

function refuseForeignWords({ req }: KoaContextWithOIDC, setup: ClientSetup, words: string[]): void {
  const acting = words.filter(looksLikeActingScope);
  const unknown = words.find((word) => !acting.includes(word) && !setup.scopes.includes(word));
  if (unknown !== undefined) throw new errors.InvalidScope("this client may not use this scope", unknown);
  const [word, second] = acting;
  if (second !== undefined) throw new errors.InvalidScope("a token acts for one team or one user", second);
  if (word === undefined) return;
  if (word.startsWith("user:") && !setup.may_act_for_users) throw new errors.InvalidScope("this client may not act for users", word);
  const { actor } = factsOf(req);
  if (!actor || toActingScope(actor) !== word) throw new errors.InvalidScope("the tenant of this client has no such team or user", word);
}

/** Whom client credentials ask to act for (R29): find-client.ts looks for them where it looks for the client. */
export function askedActor(request: IncomingMessage): ActingFor | null {
  const { grant_type, scope } = parametersOf(request);
  return grant_type === "client_credentials" ? actorIn(scope) : null;
}

function actorIn(scope: string | undefined): ActingFor | null {
  const actors = scope?.split(" ").map(parseActingScope) ?? [];
  return actors.find((actor) => actor !== null) ?? null;
}

/** What is stored with a token for the API that reads it. */
export function toTokenClaims({ oidc: { client, account } }: KoaContextWithOIDC, scope: string | undefined): UnknownObject | undefined {
  const serviceAccount = serviceAccountOf(account);
  if (serviceAccount) return { tenant_id: tenantIdOf(account), service_account_id: serviceAccount.id };
  if (account) return { tenant_id: tenantIdOf(account), user_id: account.accountId };
  if (!client) return undefined;
  const { tenant_id } = setupOf(client);
  const actor = actorIn(scope);
  return { tenant_id, ...(actor && { [`${actor.kind}_id`]: actor.id }) };
}
