import { generateKeyPairSync, hkdfSync } from "node:crypto";
import Provider, { errors, type KoaContextWithOIDC } from "oidc-provider";
import { paths } from "#lib/endpoints";
import { identityScopeNames } from "#lib/scopes/identity-scopes";
import { createAdapter } from "./adapter.ts";
import { grantTypes } from "./clients/client-metadata.ts";
import { SETUP } from "./clients/client-setup.ts";
import { matchStoredRedirectUris } from "./clients/redirect-uris.ts";
import { compareWithStoredSecrets } from "./clients/stored-secrets.ts";
import type { Database } from "./database.ts";
import { findAccount, serviceAccountOf } from "./grants/accounts.ts";
import { findGrantedScope, toTokenClaims } from "./grants/granted-scope.ts";
import { grantWhatWasApproved } from "./grants/grants.ts";
import type { TokenHost } from "./hosts/token-host.ts";
import { lifetimes } from "./lifetimes.ts";
import type { Limits } from "./limits/limits.ts";
import type { Context } from "./middleware.ts";
import { showErrorPage } from "./requests/error-page.ts";
import { factsOf } from "./requests/request-facts.ts";
import { nameWhomItActsFor, noKey } from "./tokens/jwt-access-token.ts";
import { ALGORITHM } from "./tokens/signing-key.ts";
import type { KeySet } from "./tokens/signing-keys.ts";

type ProviderSettings = { host: TokenHost; setupAppUrl: string; database: Database; encryptionKey: string; keys: KeySet; limits: Limits };

const off = { enabled: false };

/** The protocol, standing on our tables. */
export function createProvider({ host, setupAppUrl, database, encryptionKey, keys, limits }: ProviderSettings): Provider {
  const { issuer } = host;
  const provider = new Provider(issuer, {
    adapter: createAdapter(database, host, limits),
    routes: {
      token: paths.token,
      authorization: paths.authorization,
      device_authorization: paths.deviceAuthorization,
      revocation: paths.revocation,
      introspection: paths.introspection,
    },
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "none"],
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    extraClientMetadata: { properties: [SETUP] },
    responseTypes: ["code"],
    scopes: [...identityScopeNames],
    claims: { openid: ["sub", "auth_time"], profile: ["name"], email: ["email", "email_verified"] },
    pkce: { required: (_ctx, client) => client.clientAuthMethod === "none" },
    issueRefreshToken: (ctx, client) => client.grantTypeAllowed("refresh_token") && isRefreshApproved(ctx),
    rotateRefreshToken: true,
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      revocation: { enabled: true },
      introspection: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => issuer,
        useGrantedResource: () => true,
        getResourceServerInfo: findGrantedScope(issuer),
      },
      devInteractions: off,
      userinfo: off,
      rpInitiatedLogout: off,
      pushedAuthorizationRequests: off,
      dPoP: off,
    },
    allowOmittingSingleRegisteredRedirectUri: false,
    expiresWithSession: () => false,
    ttl: lifetimes,
    formats: { customizers: { jwt: nameWhomItActsFor(keys) } },
    extraTokenClaims: (ctx, token) => toTokenClaims(ctx, token.scope),
    findAccount: findAccount(database, host),
    loadExistingGrant: grantWhatWasApproved(issuer),
    interactions: { url: (_ctx, { uid }) => `${setupAppUrl}/authorize/${uid}` },
    renderError: showErrorPage,
    cookies: {
      // A cookie of one host is none at another.
      keys: [Buffer.from(hkdfSync("sha256", encryptionKey, "", `gatehouse token service cookies of ${issuer}`, 32)).toString("base64url")],
      names: { session: "gh_ts_session", interaction: "gh_ts_interaction", resume: "gh_ts_resume" },
    },
    jwks: { keys: keys.own.length > 0 ? keys.own : [unusedKey()] },
  });
  if (keys.signingKid === null) provider.IdToken.prototype.issue = noKey;
  compareWithStoredSecrets(provider);
  matchStoredRedirectUris(provider);
  refuseGrantsThatAreOff(provider);
  rememberFailures(provider);
  return provider;
}

// R46: a client that may refresh since it was approved may not do so in this tenant yet.
function isRefreshApproved({ oidc: { account } }: KoaContextWithOIDC): boolean {
  return serviceAccountOf(account)?.grants.includes("refresh_token") ?? true;
}

// Without a key the library would bring its own well-known one.
function unusedKey() {
  return generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
}

// RFC 6749 sections 4.1.2.1 and 5.2 have names for these; the library would serve one, and calls the others invalid_request.
function refuseGrantsThatAreOff(provider: Provider): void {
  const { prototype } = provider.Client;
  const { grantTypeAllowed: isAllowed, responseTypeAllowed } = prototype;
  prototype.responseTypeAllowed = function (responseType) {
    if (!responseTypeAllowed.call(this, responseType)) throw new errors.UnauthorizedClient("this client may not use Authorization Code");
    return true;
  };
  prototype.grantTypeAllowed = function (grantType) {
    const allowed = isAllowed.call(this, grantType);
    const { oidc } = Provider.ctx ?? {};
    const isAskedFor =
      oidc?.route === "device_authorization" ? grantType === grantTypes.device_code : oidc?.route === "token" && oidc.params?.grant_type === grantType;
    if (isAskedFor && !allowed) throw new errors.UnauthorizedClient("this client may not use this grant");
    return allowed;
  };
}

function rememberFailures(provider: Provider): void {
  const remember = ({ req }: Context, { error, error_description, error_detail, scope }: Failure) => {
    const facts = factsOf(req);
    facts.detail = error_detail;
    facts.refused = { error, description: error_description, detail: error_detail, scope };
  };
  provider.on("grant.error", remember);
  provider.on("authorization.error", remember);
  provider.on("device_authorization.error", remember);
  provider.on("revocation.error", remember);
  provider.on("introspection.error", remember);
  provider.on("grant.success", (ctx) => {
    factsOf(ctx.req).isIssued = true;
  });
  provider.on("server_error", (ctx, error) => {
    factsOf(ctx.req).failure = error;
  });
}

type Failure = errors.OIDCProviderError & { scope?: string };
