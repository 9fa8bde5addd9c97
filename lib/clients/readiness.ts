import type { Client } from "#prisma/generated/client";

const SOON_DAYS = 14;

export type Part = "grant" | "redirect_uri" | "secret" | "activation";
type Subject = Pick<Client, "grants" | "type" | "state" | "mayIntrospect"> & { owner: object | null; liveSecrets: number; redirectUris: readonly string[] };

/** What a client needs before it can work, in the order in which people do it, and whether it has it. */
export function readinessOf(client: Subject): { part: Part; isDone: boolean }[] {
  const isDraft = client.state === "draft";
  // An API asks about tokens, and may obtain none itself.
  const isApi = client.mayIntrospect;
  // Without any grant, nobody said that it works without people.
  const needsUri = client.grants.includes("authorization_code") || (!isApi && (client.owner === null || client.grants.length === 0));
  const parts: { part: Part; isDone: boolean; isNeeded: boolean }[] = [
    { part: "redirect_uri", isNeeded: needsUri, isDone: client.redirectUris.length > 0 },
    { part: "grant", isNeeded: !isApi || client.grants.length > 0, isDone: client.grants.length > 0 },
    { part: "activation", isNeeded: client.owner === null, isDone: !isDraft },
    { part: "secret", isNeeded: client.type === "confidential" && !isDraft, isDone: client.liveSecrets > 0 },
  ];
  return parts.filter(({ isNeeded }) => isNeeded).map(({ part, isDone }) => ({ part, isDone }));
}

export function missingParts(client: Subject): Part[] {
  return readinessOf(client)
    .filter(({ isDone }) => !isDone)
    .map(({ part }) => part);
}

/** True when the last of its secrets ends within two weeks (R22). */
export function stopsSoon(client: { stopsAt: Date | null }, now: Date): boolean {
  return client.stopsAt !== null && client.stopsAt.getTime() - now.getTime() < SOON_DAYS * 86_400_000;
}
