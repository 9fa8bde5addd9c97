import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type { Actor, Origin, SignedInActor, StaffActor, TenantActor } from "#lib/access/actor";
import { type Invited, invitePerson } from "#lib/members/invite-person";
import { acceptLink } from "#lib/members/one-time-link";
import { invitePersonInput } from "#lib/members/schemas";
import { findActor, type SessionCookie } from "#lib/members/sessions";
import { signIn } from "#lib/members/sign-in";

export const PASSWORD = "otters read by candlelight";
export const theSystem = { kind: "system", name: "First start" } as const;

type Browser = Origin & { userAgent: string | null };

/** A browser somewhere; each at an address of its own, so that no test uses up the tries of another. */
export function aBrowser(given: Partial<Browser> = {}): Browser {
  const ipAddress = `198.${18 + randomInt(2)}.${randomInt(256)}.${randomInt(1, 255)}`;
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  return { ipAddress, requestId: randomUUID(), userAgent, ...given };
}

export function anEmail(name = "person"): string {
  const local = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z]+/g, ".")
    .replace(/^\.|\.$/g, "");
  return `${local || "person"}.${randomBytes(5).toString("hex")}@people.example`;
}

export async function aStaff({
  role = "platform_admin",
  name = "Ingrid Solheim",
  email = anEmail(name),
  invitedBy = theSystem,
}: {
  role?: StaffActor["role"];
  name?: string;
  email?: string;
  invitedBy?: Actor;
} = {}): Promise<StaffActor> {
  const actor = await join(await invitePerson(invitedBy, invitePersonInput.parse({ role, name, email })));
  if (actor.kind !== "staff") throw new Error(`${email} is not staff`);
  return actor;
}

/** Somebody else of the admin's tenant. */
export async function aMember(
  admin: TenantActor,
  { role = "member", name = "Lukas Brandt", email = anEmail(name) }: { role?: TenantActor["role"]; name?: string; email?: string } = {},
): Promise<TenantActor> {
  return joinTenant(await invitePerson(admin, invitePersonInput.parse({ role, name, email })));
}

export async function joinTenant(invited: Invited): Promise<TenantActor> {
  const actor = await join(invited);
  if (actor.kind !== "user") throw new Error(`${invited.email} is of no tenant`);
  return actor;
}

/** Follows a one-time link, which signs in. */
export async function join(link: { url: string }, browser = aBrowser()): Promise<SignedInActor> {
  return actorOf(await acceptLink(browser, { token: tokenOf(link), password: PASSWORD }), browser);
}

export function tokenOf({ url }: { url: string }): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

/** A new session of somebody who has joined. */
export async function signedIn(person: { email: string }, browser = aBrowser()): Promise<SignedInActor> {
  return actorOf(await signIn(browser, { email: person.email, password: PASSWORD }), browser);
}

async function actorOf({ sessionId }: SessionCookie, browser: Browser): Promise<SignedInActor> {
  const actor = await findActor(sessionId, browser);
  if (!actor) throw new Error("the session that just began is not there");
  return actor;
}
