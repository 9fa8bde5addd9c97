import { type SignedInActor, scopeOf, type TenantActor } from "#lib/access/actor";
import { isLoopbackUri } from "#lib/clients/redirect-uri";
import { type Asked as AskedByClient, readAsked } from "#lib/consents/asked";
import { hostBarrier } from "#lib/consents/asked-host";
import { interactionField } from "#lib/consents/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { type CompanyPrompt, readCompanyPrompt } from "#lib/installations/company-prompt";
import type { ScopeInWords } from "#lib/installations/read-apps";
import { sha256 } from "#lib/random";

type Row = {
  client_id: string;
  name: string;
  maker: string | null;
  home_page_uri: string | null;
  type: "confidential" | "public";
  acts_as: "user" | "service_account";
  consents_by_itself: boolean;
  /** None: a device, which is not redirected to. */
  redirect_uri: string | null;
  scopes: ScopeInWords[];
  is_of_other_tenant: boolean;
  is_enabled: boolean;
  is_of_other_environment: boolean;
};

export type PromptedClient = { clientId: string; name: string; maker: string | null; homePageUri: string | null };
/** `goes_on`: nobody needs to be asked, because the client consents by itself or the person allowed it before. */
export type PersonPrompt = { state: "ended" } | { state: "refused"; reason: string } | ({ state: "asks" | "goes_on"; client: PromptedClient } & Asked);
/** `signs_in_again`: the client does not rely on the sign-in that there is. */
export type Prompt = PersonPrompt | { state: "signs_in_again"; name: string } | (CompanyPrompt & Asked);
type Asked = { scopes: ScopeInWords[]; goesTo: string };

/** What a client asks of the person who came to the prompt (R32). */
export async function findPrompt(actor: SignedInActor, interaction: string): Promise<Prompt> {
  if (!interactionField.safeParse(interaction).success) return { state: "ended" };
  if (actor.kind === "staff") return { state: "refused", reason: "Staff cannot allow an app to act for them. Sign in as a person of the company." };
  return asScope(scopeOf(actor), (tx) => readPrompt(tx, actor, interaction));
}

/** The same, inside the transaction that answers. */
export async function readPrompt(tx: Tx, actor: TenantActor, interaction: string): Promise<Prompt> {
  const [row] = await tx.$queryRaw<Row[]>`select * from find_interaction(${sha256(interaction)})`;
  if (!row) return { state: "ended" };
  const reason = barrierOf(row, actor) ?? (await hostBarrier(tx, actor, sha256(interaction)));
  if (reason) return { state: "refused", reason };
  const asked = await readAsked(tx, actor, sha256(interaction));
  if (asked.mustSignInAgain) return { state: "signs_in_again", name: row.name };
  const { client_id: clientId, redirect_uri: redirectUri, scopes } = row;
  if (redirectUri === null || row.acts_as === "user") return toPrompt(tx, actor, row, asked);
  return { ...(await readCompanyPrompt(tx, actor, clientId, redirectUri)), scopes, goesTo: placeOf(redirectUri) };
}

/** What a device asks for by the code that it shows (RFC 8628). It always asks: nobody can say who holds the device. */
export async function readDevicePrompt(tx: Tx, actor: TenantActor, userCode: string): Promise<PersonPrompt> {
  const [row] = await tx.$queryRaw<Row[]>`select * from find_device_request(${sha256(userCode)})`;
  if (!row) return { state: "ended" };
  const reason = barrierOf(row, actor) ?? (await hostBarrier(tx, actor, sha256(userCode)));
  if (reason) return { state: "refused", reason };
  return toPrompt(tx, actor, row, await readAsked(tx, actor, sha256(userCode)));
}

async function toPrompt(tx: Tx, actor: TenantActor, row: Row, { identityScopes, asksConsent }: AskedByClient): Promise<PersonPrompt> {
  const { client_id: clientId, name, maker, home_page_uri: homePageUri } = row;
  const scopes = [...identityScopes, ...row.scopes];
  const isKnown = !asksConsent && mayGoOn(row) && (row.consents_by_itself || (await isAllowed(tx, actor, row, scopes)));
  return { state: isKnown ? "goes_on" : "asks", client: { clientId, name, maker, homePageUri }, scopes, goesTo: placeOf(row.redirect_uri) };
}

function barrierOf(row: Row, actor: TenantActor): string | null {
  const company = actor.tenant.name;
  if (row.is_of_other_tenant) return `This app belongs to another company, and you are signed in at ${company}.`;
  if (row.is_of_other_environment) return `This app is not made for the ${actor.tenant.environment} of ${company}.`;
  if (!row.is_enabled) return `${row.name} is not switched on for ${company}. Ask for it under Integrations in Gatehouse.`;
  // The database lets no such client have devices: whoever types a code sees neither who shows it nor where that leads.
  if (row.acts_as === "service_account" && row.redirect_uri === null)
    return `${row.name} acts for the whole of ${company}. Connect it in a browser, not on a device.`;
  return null;
}

// RFC 8252 section 8.6: nobody can say who is behind a public client or a port of this computer.
function mayGoOn(row: Row): boolean {
  return row.type === "confidential" && row.redirect_uri !== null && !isLoopbackUri(row.redirect_uri);
}

async function isAllowed(tx: Tx, actor: TenantActor, row: Row, scopes: ScopeInWords[]): Promise<boolean> {
  const consent = await tx.consent.findFirst({ where: { personId: actor.personId, clientId: row.client_id, revokedAt: null } });
  return consent !== null && scopes.every(({ name }) => consent.scopes.includes(name));
}

function placeOf(redirectUri: string | null): string {
  if (redirectUri === null) return "the device that shows the code";
  if (isLoopbackUri(redirectUri)) return "a program on this computer";
  const { protocol, host } = new URL(redirectUri);
  return protocol === "https:" ? host : `an app on this device (${protocol.slice(0, -1)})`;
}
