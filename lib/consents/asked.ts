import type { Tx } from "#lib/db/as-scope";
import { identityScopes } from "#lib/scopes/identity-scopes";

type Row = { scope: string | null; prompt: string | null; max_age: string | null; asked_at: Date };

/** The identity scopes that a request asks for, in words. @param digest of the interaction, or of a device's code. */
export async function readIdentityScopes(tx: Tx, digest: Uint8Array): Promise<{ name: string; title: string; description: string }[]> {
  const [row] = await tx.$queryRaw<Row[]>`select * from find_asked(${digest})`;
  const words = row?.scope?.split(" ") ?? [];
  return identityScopes.filter(({ name }) => words.includes(name));
}
