import { sha256 } from "#lib/random";

/** An address that answers as an issuer of its own: everybody's, or that of one tenant (R48). */
export type TokenHost = { issuer: string; tenantId: string | null };

/** What is stored of a code or token. That of a tenant's host is bound to it: shown anywhere else, it is nothing that we know. */
export type Digest = (token: string) => Uint8Array;

export function digestAt({ issuer, tenantId }: TokenHost): Digest {
  return tenantId === null ? sha256 : (token) => sha256(`${issuer} ${token}`);
}
