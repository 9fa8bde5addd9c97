import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/access/actor";
import { findClients } from "#lib/clients/find-clients";
import { decideInstallation } from "#lib/installations/decide-installation";
import { findInstallationRequests } from "#lib/installations/find-installation-requests";
import { findInstallations } from "#lib/installations/find-installations";
import { requestInstallation } from "#lib/installations/request-installation";
import { grantRequest } from "#lib/integrations/answer-request";
import { findRequests } from "#lib/integrations/find-requests";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { changeRole } from "#lib/members/change-role";
import { countPersonRemoval } from "#lib/members/count-person-removal";
import { createPersonLink } from "#lib/members/create-person-link";
import { deletePerson } from "#lib/members/delete-person";
import { disablePerson } from "#lib/members/disable-person";
import { findPeople, getPerson } from "#lib/members/find-people";
import { invitePerson } from "#lib/members/invite-person";
import { findActor, findOwnSessions } from "#lib/members/sessions";
import { signIn } from "#lib/members/sign-in";
import { aClient, anActivePartnerClient } from "#world/a-client";
import { aCompanyWithEverything, addTokens } from "#world/a-company-with-everything";
import { aBrowser, aMember, anEmail, aStaff, join, PASSWORD, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp, letIn } from "#world/an-app";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";
import { rowsOf } from "#world/rows-of";

/** As the page sends it. */
async function remove(actor: Actor, { personId }: { personId: string }) {
  const { name, version } = await getPerson(theSystem, personId);
  return deletePerson(actor, { personId, version, typedName: name });
}

const tablesOf = async (texts: string[]) => [...new Set((await rowsOf(texts)).map((row) => row.slice(0, row.indexOf(" "))))].sort();

describe("deleting a person", { timeout: 60_000 }, () => {
  it("R65 R56 leaves nothing that signs in or acts as them, and the audit log as it was", async () => {
    const { admin, member, client } = await aCompanyWithEverything();
    await addTokens([{ kind: "ClientCredentials", clientId: client.clientId, tenantId: admin.tenant.id, personId: member.personId }]);
    const signsInOrActs = [
      "consent",
      "device_decision",
      "interaction_decision",
      "notification",
      "oidc_artifact",
      "one_time_link",
      "openid_identity",
      "session",
    ];
    const ids = [member.personId, member.email];
    expect(await tablesOf(ids)).toEqual(expect.arrayContaining([...signsInOrActs.filter((table) => table !== "notification"), "person"]));
    const events = await eventsOf({ subjectId: member.personId });

    await remove(admin, member);
    expect(await tablesOf(ids)).toEqual(["audit_event"]);
    expect(await findActor(member.sessionId, aBrowser())).toBeNull();
    await expect(signIn(aBrowser(), { email: member.email, password: PASSWORD })).rejects.toEqual(refusal("invalid"));
    await expect(getPerson(admin, member.personId)).rejects.toEqual(refusal("not_found"));
    const after = await eventsOf({ subjectId: member.personId });
    expect(after.slice(0, -1)).toEqual(events);
    expect(after.at(-1)).toMatchObject({
      action: "person.deleted",
      actorName: admin.name,
      subject: member.email,
      before: { email: member.email, name: member.name, role: "member" },
    });
  });

  it("R65 what they asked for, made and decided stays: requests can be answered, clients and approvals go on", async () => {
    const [{ admin, tenant }, staff] = [await aTenant(), await aStaff()];
    const [former, member] = [await aMember(admin, { role: "tenant_admin" }), await aMember(admin)];
    const client = await aClient(former);
    const app = await anApp(tenant);
    await letIn(former, app);
    const another = await anApp(tenant);
    await requestInstallation(member, { ...another, reason: "For the reports" });
    const partner = await anActivePartnerClient(staff);
    await requestEnablement(member, { ...partner, reason: "For the desk" });
    for (const person of [former, member]) await remove(admin, person);

    expect((await findClients(admin, {}, {})).rows.map(({ clientId }) => clientId)).toEqual([client.clientId]);
    expect((await findInstallations(admin, {})).rows.find(({ app: { clientId } }) => clientId === app.clientId)).toMatchObject({ decidedBy: null });
    expect((await findInstallationRequests(admin, { clientId: another.clientId }, {})).rows).toMatchObject([{ by: null, reason: "For the reports" }]);
    await decideInstallation(admin, { clientId: another.clientId, answer: "deny", version: 2, mark: "" });
    const asked = (await findRequests(staff, { isOpen: true }, {})).rows.find(({ tenant: { tenantId } }) => tenantId === tenant.id);
    expect(asked).toMatchObject({ requestedBy: null, reason: "For the desk" });
    expect(await grantRequest(staff, { requestId: asked?.requestId ?? "" })).toMatchObject({ outcome: "done" });
  });

  it("AZ-11 the last admin is not deleted, and nobody deletes themselves", async () => {
    const [{ admin }, staff] = [await aTenant(), await aStaff()];
    const sofia = await aMember(admin, { role: "tenant_admin" });
    await expect(remove(admin, admin)).rejects.toEqual(refusal("conflict", "Nobody deletes themselves"));
    await disablePerson(admin, sofia);
    await expect(remove(staff, admin)).rejects.toEqual(refusal("conflict", "last admin"));
    await remove(admin, sofia);
    await expect(remove(staff, admin)).rejects.toEqual(refusal("conflict", "last admin"));
    await expect(remove(staff, staff)).rejects.toEqual(refusal("conflict", "Nobody deletes themselves"));
  });

  it("AZ-11 of 2 admins who delete, demote or switch off each other at the same time 1 stays, in each of 12 rounds", async () => {
    const others = [remove, disablePerson, (actor: Actor, { personId }: { personId: string }) => changeRole(actor, { personId, role: "member" })] as const;
    for (let round = 0; round < 12; round++) {
      const { admin } = await aTenant();
      const sofia = await aMember(admin, { role: "tenant_admin" });
      const second = others[round % 3] ?? remove;
      const outcomes = await Promise.allSettled([remove(admin, sofia), second(sofia, admin)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const { rows } = await findPeople(theSystem, { tenantId: admin.tenant.id }, {});
      expect(rows.filter(({ role, state }) => role === "tenant_admin" && state === "active")).toHaveLength(1);
    }
  });

  it("R2 a platform admin deletes staff and people of companies; customer success nobody", async () => {
    const [{ admin }, platformAdmin, cs] = [await aTenant(), await aStaff(), await aStaff({ role: "cs" })];
    await expect(remove(cs, await aMember(admin))).rejects.toEqual(refusal("forbidden", "Company admin"));
    await expect(remove(cs, platformAdmin)).rejects.toEqual(refusal("forbidden"));
    await expect(countPersonRemoval(cs, admin.personId)).rejects.toEqual(refusal("forbidden"));
    await remove(platformAdmin, await aMember(admin));
    expect(await remove(platformAdmin, cs)).toEqual({ name: cs.name, tenantId: null });
    expect(await findActor(cs.sessionId, aBrowser())).toBeNull();
  });

  it("R1 R3 a member deletes nobody, and nobody of another company is found", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const [member, colleague] = [await aMember(admin), await aMember(admin)];
    await expect(remove(member, colleague)).rejects.toEqual(refusal("forbidden"));
    await expect(remove(other.admin, colleague)).rejects.toEqual(refusal("not_found"));
    for (const personId of [colleague.personId, randomUUID(), "x"]) {
      await expect(countPersonRemoval(other.admin, personId)).rejects.toEqual(refusal("not_found"));
    }
  });

  it("R65 refuses unless the name was typed, or when the person changed meanwhile", async () => {
    const { admin } = await aTenant();
    const { personId, name } = await aMember(admin, { name: "Zoë Ünal" });
    const { version } = await getPerson(admin, personId);
    for (const typedName of [undefined, "", "Zoe Unal"]) {
      await expect(deletePerson(admin, { personId, version, typedName })).rejects.toEqual(refusal("invalid", name));
    }
    await changeRole(admin, { personId, role: "tenant_admin" });
    await expect(deletePerson(admin, { personId, version, typedName: name })).rejects.toEqual(refusal("conflict", "changed while"));
    await deletePerson(admin, { personId, version: version + 1, typedName: ` ${name.normalize("NFD")}` });
    await expect(deletePerson(admin, { personId, version: version + 1, typedName: name })).rejects.toEqual(refusal("not_found"));
  });

  it("TI-06 whoever gets the address of somebody who is gone inherits nothing: no session, no link, no password", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const former = await aMember(admin);
    const link = await createPersonLink(admin, former);
    await remove(admin, former);
    const heir = await invitePerson(other.admin, { name: former.name, email: former.email, role: "member" });
    await expect(join(link)).rejects.toEqual(refusal("conflict"));
    await expect(signIn(aBrowser(), { email: former.email, password: PASSWORD })).rejects.toEqual(refusal("invalid"));
    const joined = await join(heir);
    expect(joined.personId).not.toBe(former.personId);
    expect((await findOwnSessions(joined)).map(({ id }) => id)).toEqual([joined.sessionId]);
    expect(await findActor(former.sessionId, aBrowser())).toBeNull();
  });

  it("R60 somebody who was invited and never joined can be deleted, and their link ends", async () => {
    const { admin } = await aTenant();
    const invited = await invitePerson(admin, { name: "Noor", email: anEmail(), role: "tenant_admin" });
    await remove(admin, invited);
    await expect(join(invited)).rejects.toEqual(refusal("conflict"));
  });
});

it("R65 says in numbers what ends with a person, and what stays", { timeout: 60_000 }, async () => {
  const { admin, member } = await aCompanyWithEverything();
  const none = { barrier: null, clients: 0 };
  expect(await countPersonRemoval(admin, member.personId)).toEqual({ ...none, sessions: 1, apps: 2, tokens: 3, openRequests: 1 });
  expect(await countPersonRemoval(admin, admin.personId)).toMatchObject({ clients: 3, barrier: expect.stringContaining("Nobody deletes themselves") });
});
