import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient, enableClient } from "#lib/clients/disable-client";
import { findHandOvers } from "#lib/hand-overs/find-hand-overs";
import { findLinkToHandOver } from "#lib/hand-overs/find-link";
import { createSecretLinkInput } from "#lib/hand-overs/schemas";
import { withdrawHandOver } from "#lib/hand-overs/withdraw-hand-over";
import { digestOf } from "#lib/secrets/client-secret";
import { findSecrets } from "#lib/secrets/find-secrets";
import { issueSecret } from "#lib/secrets/issue-secret";
import { aSecretLink, press } from "#world/a-hand-over";
import { aBrowser } from "#world/a-person";
import { changeSettings } from "#world/change-settings";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";
import { rowsOf } from "#world/rows-of";

type World = Awaited<ReturnType<typeof aSecretLink>>;

const liveOf = async ({ staff, client }: Pick<World, "staff" | "client">) => (await findSecrets(staff, client.clientId)).filter(({ isLive }) => isLive);
const stateOf = async ({ staff, client }: World) => (await findHandOvers(staff, client.clientId, {})).rows[0]?.state;
const idOf = async ({ staff, client }: World) => ({ handOverId: (await findHandOvers(staff, client.clientId, {})).rows[0]?.id ?? "" });
const refusedOf = (outcomes: PromiseSettledResult<unknown>[]) => outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));

describe("the press on a hand-over link", () => {
  it("R23 issues a secret beside the one there is, and leaves a receipt with time and address", async () => {
    const world = await aSecretLink({ note: "Noor at Meridian" });
    const browser = aBrowser();
    const issued = await press(world.token, {}, browser);
    expect(issued).toMatchObject({ clientId: world.client.clientId, secretName: "For their server", expiresAt: null });
    expect((await liveOf(world)).map(({ id, createdBy }) => [id, createdBy])).toEqual([
      [issued.secretId, `The holder of a link from ${world.staff.name}`],
      [world.client.secretId, world.staff.name],
    ]);
    expect((await findHandOvers(world.staff, world.client.clientId, {})).rows).toMatchObject([
      { state: "used", usedFromAddress: browser.ipAddress, usedAt: expect.any(Date), hint: issued.hint, note: "Noor at Meridian" },
    ]);
    expect((await eventsOf(world.client)).slice(-2)).toMatchObject([
      { action: "hand_over.created", actorId: world.staff.personId, after: { for: "Noor at Meridian", kind: "secret", hasPassphrase: false } },
      {
        action: "hand_over.used",
        actorId: null,
        actorName: `The holder of a link from ${world.staff.name}`,
        ipAddress: browser.ipAddress,
        requestId: browser.requestId,
        subjectId: issued.secretId,
        after: { name: "For their server", hint: issued.hint, secretsEnding: 0 },
      },
    ]);
  });

  it("R23 twenty presses at once issue one secret", async () => {
    const world = await aSecretLink();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => press(world.token)));
    const refused = refusedOf(outcomes);
    expect(refused).toEqual(Array.from({ length: 19 }, () => refusal("conflict", "used already")));
    expect(await liveOf(world)).toHaveLength(2);
    expect((await eventsOf(world.client)).filter(({ action }) => action === "hand_over.used")).toHaveLength(1);
  });

  it("R15 R23 the same form again replaces its secret for ten minutes, twenty times at once as well, and another form does not", async () => {
    const world = await aSecretLink();
    const form = { idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => press(world.token, form)));
    const live = await liveOf(world);
    expect(live).toHaveLength(2);
    expect(answers.map(({ secretId }) => secretId)).toContain(live[0]?.id);
    await expect(press(world.token)).rejects.toEqual(refusal("conflict", "used already"));
    await letTimePass({ minutes: 11 });
    await expect(press(world.token, form)).rejects.toEqual(refusal("conflict", "used already"));
  });

  it("R23 looking at the link fifty times uses up nothing", async () => {
    const world = await aSecretLink({ note: "Noor" });
    const browser = aBrowser();
    const before = await rowsOf([world.client.clientId]);
    for (let look = 0; look < 50; look++) {
      expect(await findLinkToHandOver(browser, world.token)).toMatchObject({ state: "open", note: "Noor", triesLeft: 5, client: { name: world.client.name } });
    }
    expect(await rowsOf([world.client.clientId])).toEqual(before);
    await press(world.token);
  });

  it("R23 the old secrets stay, end, or end after a day, as staff chose", async () => {
    const ending = await aSecretLink({ othersEndAfter: "0" });
    const one = await press(ending.token);
    expect((await liveOf(ending)).map(({ id }) => id)).toEqual([one.secretId]);
    expect((await eventsOf(ending.client)).at(-1)).toMatchObject({ after: { secretsEnding: 1 } });

    const later = await aSecretLink({ othersEndAfter: "604800", lifetimeHours: "168" });
    const { clientId } = later.client;
    await issueSecret(later.staff, { clientId, name: "Short", expiresInDays: 7, idempotencyKey: randomUUID() });
    await letTimePass({ days: 6 });
    const two = await press(later.token);
    expect((await liveOf(later)).map(({ name, isReplaced }) => [name, isReplaced])).toEqual([
      ["For their server", false],
      ["Short", true],
      ["First secret", true],
    ]);
    await letTimePass({ hours: 25 });
    expect((await liveOf(later)).map(({ name }) => name)).toEqual(["For their server", "First secret"]);
    await letTimePass({ days: 6 });
    expect((await liveOf(later)).map(({ id }) => id)).toEqual([two.secretId]);
  });

  it("R20 R23 an eleventh secret is refused in words for the partner, and the link works when there is room", async () => {
    const world = await aSecretLink();
    const { clientId } = world.client;
    const add = () => issueSecret(world.staff, { clientId, name: "One more", expiresInDays: undefined, idempotencyKey: randomUUID() });
    for (let count = 0; count < 9; count++) await add();
    await expect(press(world.token)).rejects.toEqual(refusal("conflict", "as many secrets as it can have"));
    expect(await stateOf(world)).toBe("open");
    expect(await liveOf(world)).toHaveLength(10);
  });
});

describe("a passphrase", () => {
  const passphrase = "otters read by candlelight";

  it("R23 must be told, and spaces around it are nobody's intention", async () => {
    const world = await aSecretLink({ passphrase });
    await expect(press(world.token)).rejects.toEqual(refusal("invalid", "4 tries are left"));
    await expect(press(world.token, { passphrase: "otters" })).rejects.toEqual(refusal("invalid", "3 tries are left"));
    expect((await press(world.token, { passphrase: ` ${passphrase} ` })).secret).toMatch(/^gh_secret_/);
    expect(() => createSecretLinkInput.parse({ clientId: world.client.clientId, secretName: "x", passphrase: "12345" })).toThrow("at least 6");
  });

  it("R23 wrong five times ends the link, also when twenty are tried at once and when the sixth is right", async () => {
    const world = await aSecretLink({ passphrase });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => press(world.token, { passphrase: "wrong" })));
    expect(refusedOf(outcomes)).toHaveLength(20);
    await expect(press(world.token, { passphrase })).rejects.toEqual(refusal("conflict", "wrong five times"));
    expect(await stateOf(world)).toBe("locked");
    expect(await liveOf(world)).toHaveLength(1);
    expect((await findHandOvers(world.staff, world.client.clientId, {})).rows[0]?.failedTries).toBe(5);
  });

  it("R23 a right one is no try: six retries of the same form are answered", async () => {
    const world = await aSecretLink({ passphrase });
    const form = { passphrase, idempotencyKey: randomUUID() };
    for (let count = 0; count < 6; count++) await press(world.token, form);
    expect(await liveOf(world)).toHaveLength(2);
  });
});

describe("a link that does not work", () => {
  it("R23 withdrawn while its page was open, it gives nothing, and is not withdrawn twice", async () => {
    const world = await aSecretLink();
    const id = await idOf(world);
    await withdrawHandOver(world.staff, id);
    await expect(press(world.token)).rejects.toEqual(refusal("conflict", "withdrawn"));
    await expect(withdrawHandOver(world.staff, id)).rejects.toEqual(refusal("conflict", "ended already"));
    expect(await liveOf(world)).toHaveLength(1);
    expect((await eventsOf(world.client)).at(-1)).toMatchObject({ action: "hand_over.withdrawn", subjectId: id.handOverId });
  });

  it("R23 of a press and a withdrawal at once one wins, and the link says which", async () => {
    for (let round = 0; round < 5; round++) {
      const world = await aSecretLink();
      const [pressed, withdrawn] = await Promise.allSettled([press(world.token), withdrawHandOver(world.staff, await idOf(world))]);
      expect([pressed.status, withdrawn.status].sort()).toEqual(["fulfilled", "rejected"]);
      expect(await stateOf(world)).toBe(pressed.status === "fulfilled" ? "used" : "withdrawn");
      expect(await liveOf(world)).toHaveLength(pressed.status === "fulfilled" ? 2 : 1);
    }
  });

  it("R23 expired after its hour", async () => {
    const world = await aSecretLink({ lifetimeHours: "1" });
    await letTimePass({ minutes: 61 });
    await expect(press(world.token)).rejects.toEqual(refusal("conflict", "too old"));
    expect(await findLinkToHandOver(aBrowser(), world.token)).toMatchObject({ state: "expired" });
    expect(await liveOf(world)).toHaveLength(1);
  });

  it("R11 R12 R21 R23 gives nothing for a client that was disabled, deleted or made public meanwhile", async () => {
    const world = await aSecretLink();
    await disableClient(world.staff, world.client);
    expect(await findLinkToHandOver(aBrowser(), world.token)).toMatchObject({ isPaused: true, state: "open" });
    await expect(press(world.token)).rejects.toEqual(refusal("conflict", "at the moment"));
    await enableClient(world.staff, world.client);
    expect(await findLinkToHandOver(aBrowser(), world.token)).toMatchObject({ isPaused: false });
    await deleteClient(world.staff, { clientId: world.client.clientId, typedName: world.client.name });
    expect(await findLinkToHandOver(aBrowser(), world.token)).toBeNull();
    await expect(press(world.token)).rejects.toEqual(refusal("conflict", "does not work"));

    const other = await aSecretLink();
    await changeSettings(other.staff, other.client, { type: "public" });
    await expect(press(other.token)).rejects.toEqual(refusal("conflict", "at the moment"));
    expect(await liveOf(other)).toHaveLength(0);
  });

  it("R23 unknown reads alike for all who guess, thirty times from one address and then not at all for a while", async () => {
    const browser = aBrowser();
    const guess = () => findLinkToHandOver(browser, "x".repeat(43));
    for (let count = 0; count < 30; count++) expect(await guess()).toBeNull();
    await expect(guess()).rejects.toEqual(refusal("forbidden", "Too many tries from here"));
    const { token } = await aSecretLink();
    await expect(press(token, {}, browser)).rejects.toEqual(refusal("forbidden", "Too many tries"));
    await expect(press("y".repeat(43))).rejects.toEqual(refusal("conflict", "does not work"));
    await press(token);
  });
});

it("SE-02 R23 neither the link's token, its passphrase nor the secret is in any row", async () => {
  const passphrase = `otters ${randomUUID()}`;
  const { token } = await aSecretLink({ passphrase });
  await press(token, { passphrase: "wrong one" }).catch(() => {});
  const { secret } = await press(token, { passphrase });
  const forms = [token, passphrase, secret].flatMap((text) => {
    const bytes = Buffer.from(text);
    return [text, bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url"), bytes.toString("hex")];
  });
  expect(await rowsOf([...forms, Buffer.from(token, "base64url").toString("hex")])).toEqual([]);
  expect(await rowsOf([Buffer.from(digestOf(secret)).toString("hex")])).toHaveLength(1);
});
