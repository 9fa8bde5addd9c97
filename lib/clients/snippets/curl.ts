import { quoteForShell } from "#lib/clients/snippets/quote";
import type { SnippetFacts } from "#lib/clients/snippets/snippet-facts";

const SECRET = "$OAUTH_CLIENT_SECRET";

/** RFC 6749 section 4.4.2. */
export function curlForClientCredentials(facts: SnippetFacts): string {
  return lines(...secretFirst(facts), request(facts.endpoints.token, [...credentials(facts), field("grant_type", "client_credentials"), ...scopeField(facts)]));
}

/** RFC 6749 section 4.1, with PKCE (RFC 7636). It waits for the code, so it is a script and nothing to paste. */
export function curlForAuthorizationCode(facts: SnippetFacts): string {
  const redirectUri = facts.redirectUri ?? "";
  const query = new URLSearchParams({ response_type: "code", client_id: facts.clientId, redirect_uri: redirectUri, code_challenge_method: "S256" });
  if (facts.scopes.length > 0) query.set("scope", facts.scopes.join(" "));
  const address = `${facts.endpoints.authorization}?${query}`;
  return lines(
    "# Save it as sign-in.sh, and run: bash sign-in.sh",
    ...secretFirst(facts),
    `VERIFIER=$(openssl rand -hex 32)`,
    `STATE=$(openssl rand -hex 16)`,
    `CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d '=')`,
    `echo "Open this in a browser and allow access:"`,
    `echo ${quoteForShell(address)}"&code_challenge=$CHALLENGE&state=$STATE"`,
    `echo "Then paste the address that the browser ends at:"`,
    `read -r ADDRESS`,
    `case "$ADDRESS" in *state=$STATE*) ;; *) echo "This is no answer to this request." >&2; exit 1 ;; esac`,
    `CODE=$(printf %s "$ADDRESS" | sed -n 's/.*[?&]code=\\([^&#]*\\).*/\\1/p')`,
    request(facts.endpoints.token, [
      ...credentials(facts),
      field("grant_type", "authorization_code"),
      field("redirect_uri", redirectUri),
      `-d "code=$CODE"`,
      `-d "code_verifier=$VERIFIER"`,
    ]),
  );
}

/** RFC 6749 section 6. */
export function curlForRefreshToken(facts: SnippetFacts): string {
  return lines(
    ...secretFirst(facts),
    "# export OAUTH_REFRESH_TOKEN=... the refresh token of the answer before; each answer brings a new one",
    request(facts.endpoints.token, [...credentials(facts), field("grant_type", "refresh_token"), `--data-urlencode "refresh_token=$OAUTH_REFRESH_TOKEN"`]),
  );
}

/** RFC 7662 section 2.1. */
export function curlForIntrospection(facts: SnippetFacts): string {
  return lines(
    ...secretFirst(facts),
    "# export OAUTH_ACCESS_TOKEN=... the access token that came with a request to your API",
    request(facts.endpoints.introspection, [...credentials(facts), `--data-urlencode "token=$OAUTH_ACCESS_TOKEN"`]),
  );
}

/** RFC 8628: asks until the person has answered. */
export function curlForDeviceCode(facts: SnippetFacts): string {
  return lines(
    "# Save it as connect.sh, and run: bash connect.sh",
    ...secretFirst(facts),
    `ANSWER=$(${request(facts.endpoints.deviceAuthorization, ["-s", ...credentials(facts), ...scopeField(facts)])})`,
    `echo "Show the person verification_uri and user_code:"`,
    `echo "$ANSWER"`,
    `DEVICE_CODE=$(printf %s "$ANSWER" | sed -n 's/.*"device_code" *: *"\\([^"]*\\)".*/\\1/p')`,
    `while :; do`,
    `  sleep 5`,
    `  TOKENS=$(${request(facts.endpoints.token, [
      "-s",
      ...credentials(facts),
      field("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
      `-d "device_code=$DEVICE_CODE"`,
    ])})`,
    `  case "$TOKENS" in *authorization_pending*) ;; *slow_down*) sleep 5 ;; *) break ;; esac`,
    `done`,
    `echo "$TOKENS"`,
  );
}

function secretFirst({ authMethod }: SnippetFacts): string[] {
  return authMethod === "none" ? [] : ["# export OAUTH_CLIENT_SECRET=gh_secret_..."];
}

/** RFC 6749 section 2.3.1; a public client only says who it is. */
function credentials({ clientId, authMethod }: SnippetFacts): string[] {
  if (authMethod === "client_secret_basic") return [`-u "${clientId}:${SECRET}"`];
  return [field("client_id", clientId), ...(authMethod === "client_secret_post" ? [`-d "client_secret=${SECRET}"`] : [])];
}

function scopeField({ scopes }: SnippetFacts): string[] {
  return scopes.length > 0 ? [field("scope", scopes.join(" "))] : [];
}

function field(name: string, value: string): string {
  return /^[\w.-]+$/.test(value) ? `-d ${name}=${value}` : `--data-urlencode ${quoteForShell(`${name}=${value}`)}`;
}

function request(url: string, parts: string[]): string {
  return [`curl ${quoteForShell(url)}`, ...parts].join(" \\\n  ");
}

function lines(...all: string[]): string {
  return all.join("\n");
}
