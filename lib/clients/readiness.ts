import type { Client } from "#prisma/generated/client";

const SOON_DAYS = 14;

export type MissingPart = "grant" | "secret";

/** What a client lacks before it can obtain a token. */
export function missingParts(client: Pick<Client, "grants" | "type" | "state"> & { liveSecrets: number }): MissingPart[] {
  const missing: MissingPart[] = [];
  if (client.grants.length === 0) missing.push("grant");
  if (client.type === "confidential" && client.state !== "draft" && client.liveSecrets === 0) missing.push("secret");
  return missing;
}

/** True when the last of its secrets ends within two weeks (R22). */
export function stopsSoon(client: { stopsAt: Date | null }, now: Date): boolean {
  return client.stopsAt !== null && client.stopsAt.getTime() - now.getTime() < SOON_DAYS * 86_400_000;
}
