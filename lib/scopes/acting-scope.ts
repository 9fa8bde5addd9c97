/** What a client-credentials token acts for (R29), as one word of its scope: `team_<id>` or `user:<id>`. */
export type ActingFor = { kind: "team" | "user"; id: string };

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const TEAM = new RegExp(`^team_(${UUID})$`);
const USER = new RegExp(`^user:(${UUID})$`);

export function toActingScope({ kind, id }: ActingFor): string {
  return kind === "team" ? `team_${id}` : `user:${id}`;
}

/** Null for a word of the catalogue, and for an id that cannot be one. */
export function parseActingScope(word: string): ActingFor | null {
  const team = TEAM.exec(word)?.[1];
  if (team) return { kind: "team", id: team };
  const user = USER.exec(word)?.[1];
  return user ? { kind: "user", id: user } : null;
}

/** True for what reads like one, well formed or not: the catalogue cannot hold such a name. */
export function looksLikeActingScope(word: string): boolean {
  return word.startsWith("team_") || word.startsWith("user:");
}
