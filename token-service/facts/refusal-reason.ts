import type { RefusalEndpoint, RefusalReason } from "#lib/usage/refusal-reasons";
import { shownUri, shownValue } from "#lib/usage/shown-value";
import { grantTypes } from "../clients/client-metadata.ts";

/** What a request was refused with, by the library or by us, and of what it asked only this. */
export type Refused = {
  endpoint: RefusalEndpoint;
  error: string;
  description?: string | undefined;
  detail?: string | undefined;
  scope?: string | undefined;
  authMethod?: string | undefined;
  parameters: { grant_type?: string | undefined; redirect_uri?: string | undefined; response_type?: string | undefined };
};

// By the library's own words, or ours, where the error alone does not tell.
const byWords: [RegExp, RefusalReason][] = [
  [/^client not found$/, "client_unusable"],
  [/^not a secret of this service/, "secret_malformed"],
  [/^invalid secret provided$/, "secret_unknown"],
  [/^sent by client_secret_/, "secret_sent_otherwise"],
  [/authorization header|in the Authorization header/i, "credentials_unreadable"],
  [/by one method, not by two|using one mechanism/, "credentials_twice"],
  [/^client_id mismatch$/, "client_id_contradicts"],
  [/^no client authentication mechanism/, "secret_missing"],
  [/^missing required parameter/, "parameter_missing"],
  [/given twice|must not be provided twice/, "parameter_twice"],
  [/is not allowed for this client$/, "grant_off"],
  [/may not act for users/, "scope_acts_for_users"],
  [/for one team or one user/, "scope_acts_for_two"],
  [/no such team or user/, "scope_acts_for_nobody"],
  [/comes with openid only/, "scope_needs_openid"],
  [/^refresh token missing requested/, "scope_beyond_grant"],
  [/^scope contains invalid/, "scope_malformed"],
  [/requires PKCE/, "pkce_required"],
  [/code_challenge_method must be provided|not supported value of code_challenge_method/, "pkce_method"],
  [/^code_verifier must be provided/, "pkce_verifier_missing"],
  [/^code_verifier does not match/, "pkce_verifier_wrong"],
  [/^code_(?:challenge|verifier) /, "pkce_malformed"],
  [/response_mode|answer comes in the query/, "response_mode"],
  [/^(?:unsupported prompt|prompt none)/, "prompt"],
  [/not answered here|interaction session|session and cookie|request has expired|^answered before$/, "sign_in_ended"],
  [/^authorization code not found/, "code_unknown"],
  [/^authorization code already consumed/, "code_used"],
  [/^authorization code is expired/, "code_expired"],
  [/^authorization code redirect_uri mismatch/, "code_redirect_uri"],
  [/^refresh token not found/, "refresh_token_unknown"],
  [/^refresh token already used/, "refresh_token_used"],
  [/^refresh token is expired/, "refresh_token_expired"],
  [/^device code not found/, "device_code_unknown"],
  [/^device code already consumed/, "device_code_used"],
  [/^began with /, "grant_began_off"],
  [/^only a client with a secret/, "introspection_needs_secret"],
  [/^client mismatch$/, "of_other_client"],
  [/^grant (?:not found|is expired)|referenced account not found|^accountId mismatch/, "grant_ended"],
];

const byError: Record<string, RefusalReason> = {
  invalid_client: "client_unusable",
  unauthorized_client: "grant_off",
  unsupported_grant_type: "grant_not_served",
  invalid_scope: "scope_not_allowed",
  invalid_target: "resource_unknown",
  invalid_redirect_uri: "redirect_uri_not_registered",
  unsupported_response_type: "response_type",
  unsupported_response_mode: "response_mode",
  request_not_supported: "request_object",
  request_uri_not_supported: "request_object",
  login_required: "person_needed",
  interaction_required: "person_needed",
  consent_required: "person_needed",
  expired_token: "device_code_expired",
  slow_down: "device_asks_too_often",
  invalid_request: "request_malformed",
};

const noRefusals = ["authorization_pending", "server_error", "temporarily_unavailable"];
// Of two at once that use up the same, the second is told by the database.
const usedUp: Record<string, RefusalReason> = {
  authorization_code: "code_used",
  refresh_token: "refresh_token_used",
  [grantTypes.device_code]: "device_code_used",
};

/** Null for what is no refusal: the client asks again and may succeed, or it is our fault. */
export function reasonOf(refused: Refused): { reason: RefusalReason; value: string } | null {
  if (refused.description?.startsWith("too many requests")) return { reason: "too_many_requests", value: "" };
  if (noRefusals.includes(refused.error) || refused.description === "this host is not served here") return null;
  const reason = nameReason(refused);
  return { reason, value: keptValue(reason, refused) };
}

function nameReason({ error, description, detail, authMethod, parameters }: Refused): RefusalReason {
  if (error === "access_denied") return (detail ?? description)?.includes("user did not allow") ? "person_denied" : "person_not_allowed";
  if (detail?.startsWith("the provided authentication mechanism")) return authMethod === "none" ? "secret_not_expected" : "secret_missing";
  if (detail === "used already, or revoked") return usedUp[parameters.grant_type ?? ""] ?? "other";
  // On the way back from the prompt it is in no parameter, and was found registered before.
  if (error === "invalid_redirect_uri") return parameters.redirect_uri === undefined ? "redirect_uri_not_approved" : "redirect_uri_not_registered";
  const texts = [detail, description].filter((text) => text !== undefined);
  const found = byWords.find(([words]) => texts.some((text) => words.test(text)));
  return found?.[1] ?? byError[error] ?? "other";
}

/** Only this is kept of what was sent. */
function keptValue(reason: RefusalReason, { endpoint, description = "", scope, detail, parameters }: Refused): string {
  switch (reason) {
    case "redirect_uri_not_registered":
    case "code_redirect_uri":
      return parameters.redirect_uri === undefined ? "" : shownUri(parameters.redirect_uri);
    case "scope_not_allowed":
    case "scope_needs_openid":
    case "scope_beyond_grant":
    case "scope_acts_for_two":
    case "scope_acts_for_users":
    case "scope_acts_for_nobody":
      return scope === undefined ? "" : shownValue(scope);
    case "grant_off":
      if (endpoint === "authorization") return "authorization_code";
      if (endpoint === "device_authorization") return "device_code";
      return grantNamed(parameters.grant_type);
    case "grant_began_off":
      return /^began with (authorization_code|device_code)\b/.exec(detail ?? "")?.[1] ?? "";
    case "grant_not_served":
      return grantNamed(parameters.grant_type) || (parameters.grant_type === "password" ? "password" : "");
    case "secret_sent_otherwise":
      return detail?.replace("sent by ", "") ?? "";
    case "parameter_missing":
      return [...description.matchAll(/\b(?:client_id|redirect_uri|response_type|grant_type|code|refresh_token|device_code|token|scope)\b/g)].join(", ");
    default:
      return "";
  }
}

function grantNamed(asked: string | undefined): string {
  const [name = ""] = Object.entries(grantTypes).find(([, type]) => type === asked) ?? [];
  return name;
}
