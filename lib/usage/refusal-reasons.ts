/** Why a request of a known client can be refused, finer than the errors of RFC 6749 tell it. The token service writes them; the pages put them into words. */
export const refusalReasons = [
  // who asks
  "client_unusable",
  "secret_missing",
  "secret_malformed",
  "secret_unknown",
  "secret_not_expected",
  "secret_sent_otherwise",
  "credentials_unreadable",
  "credentials_twice",
  "client_id_contradicts",
  // how it asks
  "request_malformed",
  "parameter_missing",
  "parameter_twice",
  "grant_off",
  "grant_not_served",
  "resource_unknown",
  // for what
  "scope_not_allowed",
  "scope_needs_openid",
  "scope_malformed",
  "scope_beyond_grant",
  "scope_acts_for_two",
  "scope_acts_for_users",
  "scope_acts_for_nobody",
  // signing in
  "redirect_uri_not_registered",
  "redirect_uri_not_approved",
  "response_type",
  "response_mode",
  "pkce_required",
  "pkce_method",
  "pkce_malformed",
  "request_object",
  "prompt",
  "person_needed",
  "person_denied",
  "person_not_allowed",
  "sign_in_ended",
  // codes and refresh tokens
  "code_unknown",
  "code_used",
  "code_expired",
  "code_redirect_uri",
  "pkce_verifier_missing",
  "pkce_verifier_wrong",
  "refresh_token_unknown",
  "refresh_token_used",
  "refresh_token_expired",
  "device_code_unknown",
  "device_code_used",
  "device_code_expired",
  "device_asks_too_often",
  "of_other_client",
  "grant_ended",
  "grant_began_off",
  "introspection_needs_secret",
  "too_many_requests",
  "other",
] as const;

export type RefusalReason = (typeof refusalReasons)[number];
export type RefusalEndpoint = "authorization" | "token" | "device_authorization" | "revocation" | "introspection";

export function isRefusalReason(text: string): text is RefusalReason {
  return refusalReasons.some((reason) => reason === text);
}
