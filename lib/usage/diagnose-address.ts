import { nearestRedirectUri } from "#lib/clients/nearest-redirect-uri";
import { differenceWords } from "#lib/clients/redirect-uri-difference";
import { looksLikeActingScope } from "#lib/scopes/acting-scope";
import { identityScopeNames } from "#lib/scopes/identity-scopes";
import type { AuthorizationAddress } from "#lib/usage/authorization-address";
import type { Place } from "#lib/usage/refusal-words";

export type Finding = { level: "error" | "warning"; title: string; text: string; place?: Place };
export type DiagnosedClient = {
  isUsable: boolean;
  isPublic: boolean;
  /** It acts for the person who signs in, and may learn who that is. */
  isForPerson: boolean;
  mayAuthorize: boolean;
  redirectUris: string[];
  /** Those of the catalogue that it may use today. */
  scopes: string[];
};
type Asked = {
  /** Where the client may ask: first where its page says. */
  endpoints: string[];
  address: AuthorizationAddress;
  client: DiagnosedClient | null;
};
type Check = (asked: Asked) => Finding | null | undefined;

const error = (title: string, text: string, place?: Place): Finding => ({ level: "error", title, text, ...(place && { place }) });
const warning = (title: string, text: string, place?: Place): Finding => ({ ...error(title, text, place), level: "warning" });

// In the order in which the token service comes upon them.
const checks: Check[] = [
  ({ endpoints, address }) =>
    endpoints.includes(address.place) ? null : error("It leads somewhere else", `It leads to ${address.place}. The authorization endpoint is ${endpoints[0]}.`),
  ({ address: { parameters } }) =>
    parameters.has("client_secret")
      ? error(
          "The secret stands in the address",
          "Everybody who sees the address has it: browsers, proxies and logs. Reset the secret, and leave it out.",
          "secrets",
        )
      : null,
  ({ address: { repeated } }) => (repeated.length > 0 ? error("A parameter stands in it twice", `Each may stand in it once: ${repeated.join(", ")}.`) : null),
  ({ address: { parameters }, client }) => {
    if (!parameters.has("client_id")) return error("client_id is missing", "Without it nobody knows which application asks.");
    return client
      ? null
      : error("There is no such client", "No client that you may see has this client_id. Compare it with the list of clients, to the letter.");
  },
  ({ client }) =>
    client && !client.isUsable
      ? error("The client cannot be used", "It is a draft, disabled or deleted, or its company is switched off. Its page says what to do.", "state")
      : null,
  ({ address: { parameters }, client }) => checkRedirect(parameters.get("redirect_uri"), client),
  ({ client }) => (client && !client.mayAuthorize ? error("Authorization Code is off", "This client may not send people here to sign in.", "grants") : null),
  ({ address: { parameters } }) => {
    const type = parameters.get("response_type");
    return type !== undefined && type !== "code" ? error("response_type is not code", `It is “${type}”. Only code is answered here.`) : null;
  },
  ({ address: { parameters } }) => {
    const mode = parameters.get("response_mode");
    return mode !== undefined && mode !== "query"
      ? error("response_mode is not query", `It is “${mode}”. The answer comes in the query, and only there.`)
      : null;
  },
  ({ address: { parameters } }) =>
    parameters.has("request") || parameters.has("request_uri")
      ? error("There is a request object in it", "Parameters are read from the address itself, not from request or request_uri.")
      : null,
  checkPkce,
  ({ address: { parameters }, client }) => checkScope(parameters.get("scope"), client),
  ({ address: { parameters } }) =>
    parameters.has("state")
      ? null
      : warning(
          "state is missing",
          "It works without. With a state that it compares, the application knows that the answer belongs to a sign-in that it began.",
        ),
];

/** Everything that is wrong with an address to authorise, and what is only worth saying (R38). */
export function diagnoseAddress(asked: Asked): Finding[] {
  return checks.map((check) => check(asked)).filter((finding) => finding != null);
}

function checkRedirect(requested: string | undefined, client: DiagnosedClient | null): Finding | null {
  if (requested === undefined) return error("redirect_uri is missing", "It says where the person is sent afterwards, and must be one that is registered.");
  if (!client) return null;
  const nearest = nearestRedirectUri(client.redirectUris, requested);
  if (!nearest) return error("The redirect URI is not registered", `It asks for “${requested}”, and the client has none.`, "redirect-uris");
  if (nearest.differences.length === 0) return null;
  const text = `It asks for “${requested}”. Of those registered, ${nearest.uri} is the nearest: ${differenceWords(nearest)}`;
  return error("The redirect URI is not registered", text, "redirect-uris");
}

function checkPkce({ address: { parameters }, client }: Asked): Finding | null {
  const [challenge, method] = [parameters.get("code_challenge"), parameters.get("code_challenge_method")];
  if (challenge === undefined) {
    if (method !== undefined) return error("code_challenge is missing", "There is a code_challenge_method, and no challenge with it.");
    const text = "Switch PKCE on in the application's OAuth library: it sends code_challenge and code_challenge_method=S256.";
    return client?.isPublic
      ? error("PKCE is missing", `A public client must use it. ${text}`, "type")
      : warning("PKCE is missing", `It works without. ${text}`);
  }
  if (method !== "S256") return error("code_challenge_method is not S256", method === undefined ? "It is missing." : `It is “${method}”.`);
  return /^[\w.~-]{43,128}$/.test(challenge)
    ? null
    : error("code_challenge is not well formed", "It is the SHA-256 of the verifier in Base64url without padding: 43 letters, digits, - and _.");
}

function checkScope(scope: string | undefined, client: DiagnosedClient | null): Finding | null {
  if (scope === undefined || !client) return null;
  const words = scope.split(" ").filter((word) => word !== "" && word !== "offline_access");
  const acting = words.find(looksLikeActingScope);
  if (acting !== undefined) return error("A team or user stands in the scope", `“${acting}” is for client credentials. Here the person who signs in decides.`);
  const isIdentity = (word: string) => client.isForPerson && identityScopeNames.includes(word);
  const lonely = words.find(isIdentity);
  if (lonely !== undefined && !words.includes("openid"))
    return error("openid is missing in the scope", `“${lonely}” comes with the scope openid only. Ask for both.`);
  const refused = words.filter((word) => !client.scopes.includes(word) && !isIdentity(word));
  return refused.length > 0
    ? error("A scope is not allowed", `The client may not use ${refused.map((word) => `“${word}”`).join(", ")}, or the catalogue does not have it.`, "scopes")
    : null;
}
