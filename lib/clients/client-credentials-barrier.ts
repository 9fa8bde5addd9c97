import { DomainError } from "#lib/errors";

/** Why client credentials cannot be on for a client, or null (R28). The form says it beforehand; the verbs obey it. */
export function clientCredentialsBarrier(client: { isPartner: boolean; type: "confidential" | "public" }): string | null {
  if (client.isPartner) return "Only a company's own clients can use client credentials; this is a partner client.";
  if (client.type === "public") return "A public client has no secret, so it cannot use client credentials.";
  return null;
}

/** @throws DomainError `invalid`, at the field that asks for the impossible. */
export function refuseImpossible(
  client: { tenantId: string | null; type: "confidential" | "public" },
  wanted: { allowClientCredentials: boolean; mayActForUsers?: boolean },
): void {
  const barrier = clientCredentialsBarrier({ isPartner: client.tenantId === null, type: client.type });
  if (barrier === null) return;
  if (wanted.allowClientCredentials) throw new DomainError("invalid", barrier, "allowClientCredentials");
  if (wanted.mayActForUsers) throw new DomainError("invalid", barrier, "mayActForUsers");
}
