import { describe, expect, it } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { disablePerson } from "#lib/members/disable-person";
import { inviteFirstAdmin } from "#lib/members/invite-first-admin";
import { joinByOpenid } from "#lib/members/join-by-openid";
import { acceptLink, findLink, PLACEHOLDER_EMAIL } from "#lib/members/one-time-link";
import { recoverAdmin } from "#lib/members/recover-admin";
import { findActor } from "#lib/members/sessions";
import { signIn } from "#lib/members/sign-in";
import { aBrowser, anEmail, aStaff, PASSWORD, tokenOf } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

// The staff of other tests in this database.
const forgetStaff = () => asOwner(["person"], (owner) => owner.query("DELETE FROM person WHERE tenant_id IS NULL"));

describe("the first start", () => {
  it("R60 makes a link for one platform admin, who says who they are, until somebody of the staff has joined", async () => {
    await forgetStaff();
    const links = await Promise.all([inviteFirstAdmin(), inviteFirstAdmin(), inviteFirstAdmin()]);
    const token = tokenOf(links[0] ?? { url: "" });
    expect(await asScope({ role: "staff" }, (tx) => tx.person.count({ where: { tenantId: null } }))).toBe(1);
    expect(await findLink(token)).toMatchObject({ email: PLACEHOLDER_EMAIL, asksWho: true });

    const email = anEmail();
    await expect(acceptLink(aBrowser(), { token, password: PASSWORD })).rejects.toEqual(refusal("invalid", "Name"));
    const { sessionId } = await acceptLink(aBrowser(), { token, password: PASSWORD, name: "Ingrid Solheim", email });
    expect(await findActor(sessionId, aBrowser())).toMatchObject({ role: "platform_admin", name: "Ingrid Solheim", email });
    expect(await inviteFirstAdmin()).toBeNull();
    for (const link of links.slice(1)) expect(await findLink(tokenOf(link ?? { url: "" }))).toBeNull();
  });

  it("R4 its link takes no OpenID account, which does not say who they are", async () => {
    await forgetStaff();
    const invitation = tokenOf((await inviteFirstAdmin()) ?? { url: "" });
    const joining = joinByOpenid(aBrowser(), { issuer: "https://login.example.com", subject: "first", invitation });
    await expect(joining).rejects.toEqual(refusal("forbidden", "sets a password"));
    expect(await findLink(invitation)).not.toBeNull();
  });

  it("AZ-06 nobody else's link takes a name or an e-mail address", async () => {
    const { admin } = await aTenant();
    const link = await recoverAdmin((await aStaff()).email);
    const { sessionId } = await acceptLink(aBrowser(), { token: tokenOf(link), password: PASSWORD, name: "Somebody else", email: admin.email });
    expect(await findActor(sessionId, aBrowser())).toMatchObject({ name: "Ingrid Solheim", role: "platform_admin" });
  });
});

describe("the way back in", () => {
  it("R60 R56 switches a platform admin's sign-in on and makes a link, both recorded", async () => {
    const [locked, other] = [await aStaff(), await aStaff()];
    await disablePerson(other, locked);
    const link = await recoverAdmin(` ${locked.email.toUpperCase()} `);
    expect(await findLink(tokenOf(link))).toMatchObject({ purpose: "password_reset", email: locked.email });
    await signIn(aBrowser(), { email: locked.email, password: PASSWORD });
    const actions = (await eventsOf({ subjectId: locked.personId })).map(({ action, actorName }) => `${actorName}: ${action}`);
    expect(actions).toContain("Command line: person.enabled");
    expect(actions).toContain("Command line: person.link_created");
  });

  it("is for platform admins alone", async () => {
    const [{ admin }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    for (const email of [admin.email, cs.email, anEmail()]) await expect(recoverAdmin(email)).rejects.toEqual(refusal("not_found"));
  });
});
