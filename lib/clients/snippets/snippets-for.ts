import { curlForAuthorizationCode, curlForClientCredentials, curlForDeviceCode, curlForRefreshToken } from "#lib/clients/snippets/curl";
import { nodeForAuthorizationCode, nodeForClientCredentials, nodeForDeviceCode, nodeForRefreshToken } from "#lib/clients/snippets/node";
import type { Snippet, SnippetFacts } from "#lib/clients/snippets/snippet-facts";
import type { Grant } from "#prisma/generated/enums";

const writers: Record<Grant, { curl: (facts: SnippetFacts) => string; node: (facts: SnippetFacts) => string }> = {
  client_credentials: { curl: curlForClientCredentials, node: nodeForClientCredentials },
  authorization_code: { curl: curlForAuthorizationCode, node: nodeForAuthorizationCode },
  refresh_token: { curl: curlForRefreshToken, node: nodeForRefreshToken },
  device_code: { curl: curlForDeviceCode, node: nodeForDeviceCode },
};

/** How this client obtains a token by a grant, to copy and run (R58). */
export function snippetsFor(grant: Grant, facts: SnippetFacts): Snippet[] {
  const { curl, node } = writers[grant];
  return [
    { label: "curl", code: curl(facts) },
    { label: "Node with openid-client 6", code: node(facts) },
  ];
}
