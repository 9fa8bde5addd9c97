import { curlForAuthorizationCode, curlForClientCredentials, curlForDeviceCode, curlForIntrospection, curlForRefreshToken } from "#lib/clients/snippets/curl";
import { nodeForAuthorizationCode, nodeForClientCredentials, nodeForDeviceCode, nodeForIntrospection, nodeForRefreshToken } from "#lib/clients/snippets/node";
import type { Snippet, SnippetFacts } from "#lib/clients/snippets/snippet-facts";
import type { Grant } from "#prisma/generated/enums";

type Writer = { curl: (facts: SnippetFacts) => string; node: (facts: SnippetFacts) => string };

const writers: Record<Grant, Writer> = {
  client_credentials: { curl: curlForClientCredentials, node: nodeForClientCredentials },
  authorization_code: { curl: curlForAuthorizationCode, node: nodeForAuthorizationCode },
  refresh_token: { curl: curlForRefreshToken, node: nodeForRefreshToken },
  device_code: { curl: curlForDeviceCode, node: nodeForDeviceCode },
};

/** How this client obtains a token by a grant, to copy and run (R58). */
export function snippetsFor(grant: Grant, facts: SnippetFacts): Snippet[] {
  return write(writers[grant], facts);
}

/** How an API asks whom a token acts for (RFC 7662). */
export function snippetsForIntrospection(facts: SnippetFacts): Snippet[] {
  return write({ curl: curlForIntrospection, node: nodeForIntrospection }, facts);
}

function write({ curl, node }: Writer, facts: SnippetFacts): Snippet[] {
  return [
    { label: "curl", code: curl(facts) },
    { label: "Node with openid-client 6", code: node(facts) },
  ];
}
