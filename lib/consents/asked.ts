import type { TenantActor } from "#lib/access/actor";
import type { Tx } from "#lib/db/as-scope";
import type { ScopeInWords } from "#lib/installations/read-apps";
import { identityScopes } from "#lib/scopes/identity-scopes";

type Row = { scope: string | null; prompt: string | null; max_age: string | null; asked_at: Date };

/** What OpenID Connect lets a client ask of the prompt (Core section 3.1.2.1). */
export type Asked = { identityScopes: ScopeInWords[]; asksConsent: boolean; mustSignInAgain: boolean };

/** @param digest of the interaction, or of a device's code. */
export async function readAsked(tx: Tx, actor: TenantActor, digest: Uint8Array<ArrayBuffer>): Promise<Asked> {
  const [row] = await tx.$queryRaw<Row[]>`select * from find_asked(${digest})`;
  const [words, prompts] = [row?.scope?.split(" ") ?? [], row?.prompt?.split(" ") ?? []];
  return {
    identityScopes: identityScopes.filter(({ name }) => words.includes(name)),
    asksConsent: prompts.includes("consent"),
    mustSignInAgain: row !== undefined && isTooOld(actor, row, prompts),
  };
}

/** Whoever has signed in for this request is never too late, however long they read it. */
function isTooOld({ signedInAt }: TenantActor, { asked_at, max_age }: Row, prompts: string[]): boolean {
  if (signedInAt >= asked_at) return false;
  if (prompts.includes("login")) return true;
  return max_age !== null && Date.now() - signedInAt.getTime() > Number(max_age) * 1000;
}
