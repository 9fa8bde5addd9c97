import type { Actor } from "#lib/access/actor";
import { findPeople } from "#lib/members/find-people";
import { toActingScope } from "#lib/scopes/acting-scope";
import { findTeams } from "#lib/tenants/find-teams";

/** What a client-credentials token can act for, as people call it, and as its scope says it. */
export type ActingSubject = { label: string; scope: string };

/** The teams of a client's tenant, and its people where the client may act for users (R29). @throws DomainError `forbidden`. */
export async function findActingSubjects(actor: Actor, tenantId: string, client: { mayActForUsers: boolean }): Promise<ActingSubject[]> {
  const teams = await findTeams(actor, tenantId);
  const people = client.mayActForUsers ? (await findPeople(actor, { tenantId }, {})).rows.filter(({ state }) => state !== "disabled") : [];
  return [
    ...teams.map(({ name, scope }) => ({ label: name, scope })),
    ...people.map(({ name, email, personId }) => ({ label: `${name} (${email})`, scope: toActingScope({ kind: "user", id: personId }) })),
  ];
}
