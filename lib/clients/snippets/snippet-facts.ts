import type { Client } from "#prisma/generated/client";

/** What a snippet is written from: the client's own values, and where the token service answers. */
export type SnippetFacts = Pick<Client, "clientId" | "authMethod"> & {
  redirectUri: string | null;
  /** What to ask for. */
  scopes: readonly string[];
  issuer: string;
  endpoints: { token: string; authorization: string; deviceAuthorization: string; introspection: string; me: string };
};

export type Snippet = { label: string; code: string };
