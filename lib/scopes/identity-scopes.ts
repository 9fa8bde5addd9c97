/**
 * What OpenID Connect calls scopes (Core section 5.4), in the words of the prompt. They need no entry in the catalogue:
 * every client that acts as a person may ask for them, and the person decides.
 */
export const identityScopes = [
  { name: "openid", title: "Know who you are", description: "It recognises you when you come back." },
  { name: "profile", title: "See your name", description: "The name that you have here." },
  { name: "email", title: "See your e-mail address", description: "The address that you sign in with." },
] as const;

export const identityScopeNames: readonly string[] = identityScopes.map(({ name }) => name);
