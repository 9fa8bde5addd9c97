import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { getClientSettings } from "#lib/clients/get-client-settings";
import { applySubmission } from "#lib/hand-overs/apply-submission";
import { findHandOvers, findWaitingSubmissions } from "#lib/hand-overs/find-hand-overs";
import { findLinkToHandOver } from "#lib/hand-overs/find-link";
import { getSubmission } from "#lib/hand-overs/get-submission";
import { refuseSubmission } from "#lib/hand-overs/refuse-submission";
import { withdrawHandOver } from "#lib/hand-overs/withdraw-hand-over";
import { aRedirectUrisLink, aSecretLink, press, send } from "#world/a-hand-over";
import { aBrowser } from "#world/a-person";
import { changeSettings } from "#world/change-settings";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";

type World = Awaited<ReturnType<typeof aRedirectUrisLink>>;

const OLD = "https://connect.meridian.example/callback";
const NEW = "https://app.meridian.example/oauth/callback";

const settingsOf = async ({ staff, client }: World) => (await getClientSettings(staff, client.clientId)).settings;
const linkOf = async ({ staff, client }: World) => (await findHandOvers(staff, client.clientId, {})).rows[0];

/** What the review page would send. */
async function seen(world: World) {
  const { id, submittedAt, version } = await getSubmission(world.staff, (await linkOf(world))?.id ?? "");
  return { handOverId: id, submittedAt, version, idempotencyKey: randomUUID() };
}

describe("redirect URIs that a partner sends", () => {
  it("R34 wait for review and do not count, beside what is there now", async () => {
    const world = await aRedirectUrisLink({ note: "Noor at Meridian" });
    const browser = aBrowser();
    expect(await findLinkToHandOver(browser, world.token)).toMatchObject({ kind: "redirect_uris", submission: { redirectUris: [OLD] } });
    await send(world.token, [NEW, "https://*.meridian.example/cb"], "https://meridian.example", browser);
    expect((await settingsOf(world)).redirectUris).toEqual([OLD]);
    expect(await findWaitingSubmissions(world.staff, world.client.clientId)).toMatchObject([{ note: "Noor at Meridian", submittedAt: expect.any(Date) }]);
    const { handOverId } = await seen(world);
    expect(await getSubmission(world.staff, handOverId)).toMatchObject({
      submittedFromAddress: browser.ipAddress,
      uris: [
        { uri: NEW, isNew: true },
        { uri: "https://*.meridian.example/cb", isNew: true },
      ],
      leaving: [OLD],
      impact: [{ text: expect.stringContaining("any host under meridian.example") }, { text: `Nobody is sent to ${OLD} any more.` }],
    });
    expect((await eventsOf(world.client)).at(-1)).toMatchObject({ action: "hand_over.submitted", actorId: null, ipAddress: browser.ipAddress });
  });

  it("R34 are put in place by the verb of the settings, with its event, once", async () => {
    const world = await aRedirectUrisLink();
    await send(world.token, [OLD, NEW], "https://meridian.example");
    const form = await seen(world);
    await applySubmission(world.staff, form);
    expect(await settingsOf(world)).toMatchObject({ redirectUris: [OLD, NEW], homePageUri: "https://meridian.example" });
    expect((await eventsOf(world.client)).slice(-2)).toMatchObject([
      { action: "client.changed", actorId: world.staff.personId, before: { redirectUris: [OLD] }, after: { redirectUris: [OLD, NEW] } },
      { action: "hand_over.applied", actorId: world.staff.personId, subjectId: form.handOverId },
    ]);
    expect(await findWaitingSubmissions(world.staff, world.client.clientId)).toEqual([]);
    await expect(applySubmission(world.staff, form)).rejects.toEqual(refusal("conflict", "Nothing waits"));
    await expect(send(world.token, [NEW])).rejects.toEqual(refusal("conflict", "taken over already"));
    expect(await findLinkToHandOver(aBrowser(), world.token)).toMatchObject({ state: "applied" });
  });

  it("R34 are refused with the reason that the partner reads, and change nothing", async () => {
    const world = await aRedirectUrisLink();
    await send(world.token, [NEW]);
    await refuseSubmission(world.staff, { ...(await seen(world)), reason: "This host is not yours." });
    expect((await settingsOf(world)).redirectUris).toEqual([OLD]);
    expect(await findLinkToHandOver(aBrowser(), world.token)).toMatchObject({ state: "refused", decisionNote: "This host is not yours." });
    await expect(send(world.token, [NEW])).rejects.toEqual(refusal("conflict", "not taken over"));
  });

  it("R33 R34 are checked with the words of the settings form, and an empty list is none", async () => {
    const world = await aRedirectUrisLink();
    const hostile = send(world.token, ["http://app.meridian.example/cb", "https://app.meridian.example/cb?x=1", NEW]);
    await expect(hostile).rejects.toMatchObject({
      code: "invalid",
      fields: { redirectUris: [expect.stringMatching(/Rule \d+/), expect.stringMatching(/Rule \d+/)] },
    });
    await expect(send(world.token, [])).rejects.toEqual(refusal("invalid", "at least one"));
    const errors = await changeSettings(world.staff, world.client, { redirectUris: ["http://app.meridian.example/cb"] }).catch(({ message }) => message);
    await expect(send(world.token, ["http://app.meridian.example/cb"])).rejects.toEqual(refusal("invalid", errors));
    expect((await linkOf(world))?.state).toBe("open");
  });

  it("R34 may be changed until staff have decided: who looked at the first list does not put the second in place", async () => {
    const world = await aRedirectUrisLink();
    await send(world.token, [NEW]);
    const first = await seen(world);
    await letTimePass({ seconds: 5 });
    await send(world.token, ["https://evil.example/cb"]);
    await expect(applySubmission(world.staff, first)).rejects.toEqual(refusal("conflict", "another list"));
    await expect(refuseSubmission(world.staff, { ...first, reason: null })).rejects.toEqual(refusal("conflict", "another list"));
    expect((await settingsOf(world)).redirectUris).toEqual([OLD]);
  });

  it("R14 R34 a client that changed since it was looked at is looked at again", async () => {
    const world = await aRedirectUrisLink();
    await send(world.token, [NEW]);
    const form = await seen(world);
    await changeSettings(world.staff, world.client, { name: "Renamed meanwhile" });
    await expect(applySubmission(world.staff, form)).rejects.toEqual(refusal("conflict", "changed while you were editing"));
    expect((await linkOf(world))?.state).toBe("submitted");
    await applySubmission(world.staff, await seen(world));
    expect((await settingsOf(world)).redirectUris).toEqual([NEW]);
  });

  it("R34 of ten approvals and ten changes at once the URIs in place are ones that staff looked at", async () => {
    const world = await aRedirectUrisLink();
    await send(world.token, [NEW]);
    const form = await seen(world);
    await letTimePass({ seconds: 5 });
    const { submittedAt } = await seen(world);
    await Promise.allSettled([
      ...Array.from({ length: 10 }, () => applySubmission(world.staff, { ...form, submittedAt, idempotencyKey: randomUUID() })),
      ...Array.from({ length: 10 }, () => send(world.token, ["https://evil.example/cb"])),
    ]);
    const { redirectUris } = await settingsOf(world);
    expect([[OLD], [NEW]]).toContainEqual(redirectUris);
    expect((await eventsOf(world.client)).filter(({ action }) => action === "hand_over.applied").length).toBe(redirectUris[0] === NEW ? 1 : 0);
  });

  it("R34 what was sent in time is reviewed after the link has ended; a withdrawn link's is not", async () => {
    const world = await aRedirectUrisLink({ lifetimeHours: "1" });
    await send(world.token, [NEW]);
    await letTimePass({ hours: 2 });
    await expect(send(world.token, ["https://late.example/cb"])).rejects.toEqual(refusal("conflict", "too old"));
    await applySubmission(world.staff, await seen(world));
    expect((await settingsOf(world)).redirectUris).toEqual([NEW]);

    const other = await aRedirectUrisLink();
    await send(other.token, [NEW]);
    const form = await seen(other);
    await withdrawHandOver(other.staff, form);
    await expect(applySubmission(other.staff, form)).rejects.toEqual(refusal("conflict", "Nothing waits"));
    expect(await findWaitingSubmissions(other.staff, other.client.clientId)).toEqual([]);
  });

  it("R23 a link for redirect URIs gives no secret, and a link for a secret takes no URIs", async () => {
    await expect(press((await aRedirectUrisLink()).token)).rejects.toEqual(refusal("conflict", "does not work"));
    await expect(send((await aSecretLink()).token, [NEW])).rejects.toEqual(refusal("conflict", "does not work"));
  });
});
