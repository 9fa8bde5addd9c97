import { nearestRedirectUri } from "#lib/clients/nearest-redirect-uri";
import { differenceWords } from "#lib/clients/redirect-uri-difference";
import type { RefusalReason } from "#lib/usage/refusal-reasons";

/** Where on the pages of a client something can be done about it. */
export type Place = "state" | "overview" | "grants" | "redirect-uris" | "scopes" | "type" | "secrets";
/** Without a place, nothing that is set here would change it. */
export type RefusalWords = { title: string; why: string; place: Place | null };
type Told = { value: string; client: { redirectUris: string[] } };
type Words = Omit<RefusalWords, "why"> & { why: string | ((told: Told) => string) };

const valueNames: Record<string, string> = {
  authorization_code: "Authorization Code",
  refresh_token: "Refresh Token",
  client_credentials: "Client credentials",
  device_code: "Device Authorization",
  password: "the password grant",
  client_secret_basic: "in the Authorization header",
  client_secret_post: "in the body",
};

const words: Record<RefusalReason, Words> = {
  client_unusable: {
    title: "The client could not be used",
    why: "At that moment it was a draft, disabled or deleted, or its company was. Its state stands at the top of this page.",
    place: "state",
  },
  secret_missing: {
    title: "No secret was sent",
    why: "This client is confidential, so each request must carry its secret. Does the application read it from where you put it?",
    place: "secrets",
  },
  secret_malformed: {
    title: "What was sent as the secret is not one",
    why: "It does not begin with gh_secret_, or it is cut, has a space or a line break in it, or is in quotes. Compare it with what you were shown, or reset it and copy it again.",
    place: "secrets",
  },
  secret_unknown: {
    title: "Wrong secret",
    why: "It is a secret of this service, but none of this client's that works now: it was retired or has expired, or it belongs to another client. Compare its last four characters with the list.",
    place: "secrets",
  },
  secret_not_expected: {
    title: "A secret was sent, and this client has none",
    why: "It is public: it names itself with client_id alone. If the application runs on a server and can keep a secret, make the client confidential.",
    place: "type",
  },
  secret_sent_otherwise: {
    title: "The secret was sent in another way",
    why: ({ value }) => `The application sent it ${valueNames[value] ?? "in another way"}, and the client is set to the other way. Change either of the two.`,
    place: "type",
  },
  credentials_unreadable: {
    title: "The Authorization header could not be read",
    why: "It must be “Basic”, one space, and the client ID and the secret with a colon between them in Base64. Most libraries do this when they are set to client_secret_basic.",
    place: "overview",
  },
  credentials_twice: {
    title: "The application proved itself twice",
    why: "It sent its secret in the Authorization header and in the body. It must choose one: the one that the client is set to.",
    place: "type",
  },
  client_id_contradicts: {
    title: "Two client IDs in one request",
    why: "The client_id in the body is not the one in the Authorization header.",
    place: "overview",
  },
  request_malformed: {
    title: "The request could not be read",
    why: "A token request is a POST with a body that is form-encoded or JSON, in UTF-8 and not compressed, and with nothing in the address. The answer to the application says what was wrong.",
    place: "overview",
  },
  parameter_missing: {
    title: "Something is missing in the request",
    why: ({ value }) => (value === "" ? "A parameter that it needs is not there." : `It needs ${value}, which it did not send.`),
    place: "overview",
  },
  parameter_twice: { title: "A parameter was sent twice", why: "Each may stand in a request once.", place: "overview" },
  grant_off: {
    title: "This grant is off",
    why: ({ value }) => `The application asked by ${valueNames[value] ?? "a grant"}, which is not switched on for this client.`,
    place: "grants",
  },
  grant_not_served: {
    title: "There is no such grant here",
    why: ({ value }) =>
      `The application asked by ${valueNames[value] ?? "a grant"} that this service does not have. Choose one of those below and configure the application for it.`,
    place: "grants",
  },
  resource_unknown: {
    title: "Another API was asked for",
    why: "The parameter resource named something else than this service. Leave it out.",
    place: "overview",
  },
  scope_not_allowed: {
    title: "This scope is not allowed",
    why: ({ value }) => `It asked for ${quoted(value, "a scope")}, which this client may not use, or which is not in the catalogue.`,
    place: "scopes",
  },
  scope_needs_openid: {
    title: "A scope of OpenID Connect without openid",
    why: ({ value }) => `${value === "" ? "It comes" : `“${value}” comes`} with the scope openid only. Ask for both.`,
    place: "overview",
  },
  scope_malformed: { title: "The scope could not be read", why: "Scopes are words with one space between them.", place: "scopes" },
  scope_beyond_grant: {
    title: "More than was allowed at first",
    why: ({ value }) =>
      `A refresh asked for ${quoted(value, "a scope")}, which the person did not allow when they signed in. They have to sign in again to allow it.`,
    place: "scopes",
  },
  scope_acts_for_two: {
    title: "Two teams or users in one scope",
    why: "A token acts for one team or one user. Ask for one token each.",
    place: "overview",
  },
  scope_acts_for_users: {
    title: "It may not act for users",
    why: ({ value }) => `It asked for ${quoted(value, "user:<id>")}, and “May act for users” is off for this client.`,
    place: "grants",
  },
  scope_acts_for_nobody: {
    title: "No such team or user",
    why: ({ value }) =>
      `It asked for ${quoted(value, "a team or user")}, which the company of this client does not have, or not any more. The right scope stands on this client's page.`,
    place: "overview",
  },
  redirect_uri_not_registered: { title: "This redirect URI is not registered", why: whyNotRegistered, place: "redirect-uris" },
  redirect_uri_not_approved: {
    title: "This redirect URI was not approved",
    why: "The company approved the application before this redirect URI was added. One of its admins has to approve the application again.",
    place: "redirect-uris",
  },
  response_type: {
    title: "Another response_type was asked for",
    why: "Only code is answered here. Leave response_type out or set it to code.",
    place: "overview",
  },
  response_mode: { title: "Another response_mode was asked for", why: "The answer comes in the query of the redirect URI, and only there.", place: "overview" },
  pkce_required: {
    title: "PKCE is missing",
    why: "This client is public, so each sign-in needs a code_challenge of the method S256. Switch PKCE on in the application's OAuth library.",
    place: "type",
  },
  pkce_method: {
    title: "Another PKCE method was used",
    why: "The parameter code_challenge_method must be S256; plain, or none, is refused.",
    place: "overview",
  },
  pkce_malformed: {
    title: "A PKCE value is not well formed",
    why: "The verifier has 43 to 128 letters, digits and the marks - . _ ~, and the challenge is its SHA-256 in Base64url without padding.",
    place: "overview",
  },
  request_object: { title: "A request object was sent", why: "Parameters are read from the address, not from request or request_uri.", place: "overview" },
  prompt: { title: "The parameter prompt could not be followed", why: "It may be none, alone, or login or consent.", place: "overview" },
  person_needed: {
    title: "It was to work without asking, and somebody had to be asked",
    why: "The application sent prompt=none, and the person was not signed in or had not allowed it. It has to ask again without prompt=none.",
    place: null,
  },
  person_denied: {
    title: "The person said no",
    why: "Somebody read what the application asks for and denied it. Nothing is wrong with the client.",
    place: null,
  },
  person_not_allowed: {
    title: "This person may not use the client",
    why: "They belong to another company, or the client is not switched on for theirs, or they are disabled.",
    place: null,
  },
  sign_in_ended: {
    title: "The sign-in was not finished here",
    why: "It took too long, was answered before, or came back in another browser than it began in. The person has to start again in the application.",
    place: null,
  },
  code_unknown: {
    title: "There is no such code",
    why: "The authorization code was cut or changed, or it was not of this service. It must be sent as it came, decoded once.",
    place: "overview",
  },
  code_used: {
    title: "The code was used before",
    why: "An authorization code works once. Two parts of the application exchanged the same one, or it was loaded again; what it had given has been ended, to be safe.",
    place: null,
  },
  code_expired: {
    title: "The code had expired",
    why: "An authorization code works for a short time. The application must exchange it as soon as it comes.",
    place: null,
  },
  code_redirect_uri: {
    title: "Another redirect URI than at the start",
    why: ({ value }) => `The exchange named ${quoted(value, "another one")}. It must be the redirect_uri that the sign-in began with, to the letter.`,
    place: "redirect-uris",
  },
  pkce_verifier_missing: {
    title: "The code_verifier is missing",
    why: "The sign-in began with PKCE, so the exchange must send the code_verifier that belongs to it.",
    place: "overview",
  },
  pkce_verifier_wrong: {
    title: "The code_verifier does not fit",
    why: "It is not the one of which the challenge was made. Was it kept from one page to the next, or did two sign-ins share one place?",
    place: "overview",
  },
  refresh_token_unknown: {
    title: "There is no such refresh token",
    why: "It was cut or changed, it was revoked, or it is not of this service. The person has to sign in again.",
    place: null,
  },
  refresh_token_used: {
    title: "The refresh token was used before",
    why: "Each refresh gives a new refresh token, and the old one ends. The application must keep the new one; what the old one had given has been ended, to be safe.",
    place: null,
  },
  refresh_token_expired: { title: "The refresh token had expired", why: "The person has to sign in again.", place: null },
  device_code_unknown: {
    title: "There is no such device code",
    why: "It was cut or changed, or it ended long ago. The device has to begin again.",
    place: null,
  },
  device_code_used: { title: "The device code was used before", why: "A device code gives a token once.", place: null },
  device_code_expired: {
    title: "The device code had expired",
    why: "Nobody typed the code in time. The device has to show a new one.",
    place: null,
  },
  device_asks_too_often: {
    title: "The device asks too often",
    why: "It must wait as many seconds between two questions as interval says.",
    place: "overview",
  },
  of_other_client: {
    title: "It belongs to another client",
    why: "The code or refresh token was given to another client. Does the application use two client IDs?",
    place: null,
  },
  grant_ended: {
    title: "What the person allowed has ended",
    why: "They took it back, were disabled, or something that it stood on was switched off. They have to sign in again.",
    place: null,
  },
  grant_began_off: {
    title: "It began by a grant that is off now",
    why: ({ value }) =>
      `What a person had allowed by ${valueNames[value] ?? "another grant"} cannot be refreshed any more, because that is switched off for this client.`,
    place: "grants",
  },
  introspection_needs_secret: {
    title: "Only a client with a secret may ask about tokens",
    why: "This client is public: nobody can tell who asks in its name. Ask by a confidential client.",
    place: "type",
  },
  too_many_requests: {
    title: "Too many requests failed from one address",
    why: "So many wrong secrets came from there that the next ones were told to wait. The right secret is let in at any time.",
    place: "secrets",
  },
  other: { title: "The request was refused", why: "The answer to the application says why.", place: "overview" },
};

/** A refusal for a tired integrator: what it was, why, and where to change it (R62). */
export function refusalWords(reason: RefusalReason, told: Told): RefusalWords {
  const { why, ...rest } = words[reason];
  return { ...rest, why: typeof why === "string" ? why : why(told) };
}

function quoted(value: string, otherwise: string): string {
  return value === "" ? otherwise : `“${value}”`;
}

function whyNotRegistered({ value, client }: Told): string {
  if (value === "") return "The request named none that is registered.";
  const nearest = nearestRedirectUri(client.redirectUris, value);
  if (!nearest) return `It asked to be answered at “${value}”, and the client has no redirect URI.`;
  if (nearest.differences.length === 0) return `It asked to be answered at “${value}”, which is registered now.`;
  return `It asked to be answered at “${value}”. Of those registered, ${nearest.uri} is the nearest: ${differenceWords(nearest)}`;
}
