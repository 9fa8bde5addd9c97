import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findEvents } from "#lib/audit/find-events";
import { asScope } from "#lib/db/as-scope";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { findDeliveries, getWebhook } from "#lib/webhooks/find-webhook";
import { isPublicAddress } from "#lib/webhooks/public-address";
import { sendAgain } from "#lib/webhooks/send-again";
import { removeWebhook, setWebhook } from "#lib/webhooks/set-webhook";
import { webhookUrlBarrier } from "#lib/webhooks/webhook-url";
import { anActivePartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { refusal } from "#world/refusal";
import { rowsOf } from "#world/rows-of";

const url = "https://hooks.northwind.example/gatehouse?key=in-the-address";

describe("the webhook of a company", { timeout: 60_000 }, () => {
  it("R39 R56 is set by its admin, who sees the secret once; nothing readable is stored, and the log names the host alone", async () => {
    const { admin } = await aTenant();
    expect(await getWebhook(admin)).toBeNull();
    const first = await setWebhook(admin, { url });
    expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const second = await setWebhook(admin, { url });
    expect(second.secret).not.toBe(first.secret);
    expect(await getWebhook(admin)).toMatchObject({ url });
    const written = [first, second].flatMap(({ secret }) => [secret.slice(6), Buffer.from(secret.slice(6), "base64").toString("hex")]);
    expect(await rowsOf(written)).toEqual([]);
    await removeWebhook(admin);
    expect(await getWebhook(admin)).toBeNull();
    await expect(removeWebhook(admin)).rejects.toEqual(refusal("not_found"));
    const { rows } = await findEvents(admin, {}, {});
    expect(rows.map(({ subject }) => subject)).toContain("hooks.northwind.example");
    expect(JSON.stringify(rows)).not.toContain("in-the-address");
  });

  it("R39 TI-01 hears of its own company alone, and the platform's of every one; none goes without a webhook", async () => {
    const [staff, one, other] = [await aStaff(), await aTenant(), await aTenant()];
    const { clientId, name } = await anActivePartnerClient(staff);
    await setWebhook(one.admin, { url });
    await setWebhook(staff, { url });
    for (const { tenant } of [one, other]) await enableForTenant(staff, { clientId, tenantId: tenant.id });
    const heard = async (actor: typeof staff | typeof one.admin) => (await findDeliveries(actor, {})).rows.map(({ event, about }) => [event, about]);
    expect(await heard(one.admin)).toEqual([["enablement.enabled", `${name}, ${one.tenant.name}`]]);
    expect(await heard(other.admin)).toEqual([]);
    expect((await heard(staff)).length).toBeGreaterThanOrEqual(2);
    const [delivery] = (await findDeliveries(one.admin, {})).rows;
    await expect(sendAgain(other.admin, { deliveryId: delivery?.deliveryId ?? "" })).rejects.toEqual(refusal("not_found"));
    await removeWebhook(staff);
  });

  it("R39 while it is removed, what would be told to it is done all the same", async () => {
    const { admin, tenant } = await aTenant();
    const staff = await aStaff();
    const { clientId } = await anActivePartnerClient(staff);
    await setWebhook(admin, { url });
    let enabling: Promise<unknown> | undefined;
    await asScope({ role: "tenant", tenantId: tenant.id }, async (tx) => {
      await tx.webhook.deleteMany({ where: { tenantId: tenant.id } });
      enabling = enableForTenant(staff, { clientId, tenantId: tenant.id });
      const waiting = () => tx.$queryRaw<unknown[]>`select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid`;
      await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(1);
    });
    expect(await enabling).toMatchObject({ outcome: "done" });
    expect((await findDeliveries(admin, {})).rows).toEqual([]);
  });

  it("R1 R2 is not for members, nor for customer success", async () => {
    const { admin } = await aTenant();
    for (const actor of [await aMember(admin), await aStaff({ role: "cs" })]) {
      await expect(setWebhook(actor, { url })).rejects.toEqual(refusal("forbidden"));
      await expect(getWebhook(actor)).rejects.toEqual(refusal("forbidden"));
      await expect(removeWebhook(actor)).rejects.toEqual(refusal("forbidden"));
    }
  });
});

describe("where a webhook may lead", () => {
  const [local, real] = [{ isLocal: true }, { isLocal: false }];

  it("R39 to https on the internet, and in development to this computer", () => {
    for (const good of ["https://example.com/hook", "https://example.com:8443/", "https://93.184.215.14/", "https://[2606:4700::1111]/hook"]) {
      expect([good, webhookUrlBarrier(good, real)]).toEqual([good, null]);
    }
    for (const here of ["http://localhost:4100/hook", "http://127.0.0.1:4100/", "http://[::1]:4100/"]) {
      expect([here, webhookUrlBarrier(here, local)]).toEqual([here, null]);
      expect([here, webhookUrlBarrier(here, real)]).toEqual([here, expect.stringContaining("private network")]);
    }
  });

  it("R39 to no private network, in whatever way its address is written, and to nothing that is no web address", () => {
    const bad = [
      "http://example.com/",
      "ftp://example.com/",
      "javascript:alert(1)",
      "example.com",
      "https://user:secret@example.com/",
      "https://example.com/#x",
      "https://10.0.0.1/",
      "https://0x7f.1/",
      "https://2130706433/",
      "https://017700000001/",
      "https://169.254.169.254/latest/meta-data/",
      "https://[::ffff:169.254.169.254]/",
      "https://[fd00::1]/",
      "https://[fe80::1]/",
      "https://[64:ff9b::a00:1]/",
      "https://metadata.localhost/",
    ];
    for (const each of bad) expect([each, webhookUrlBarrier(each, real)]).toEqual([each, expect.stringMatching(/\.$/)]);
  });

  it("R39 no address of 10/8, 172.16/12, 192.168/16, 127/8, 169.254/16, fc00::/7 or ::ffff:0:0/96 is public", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (b, c, d) => {
        const inside = [`10.${b}.${c}.${d}`, `172.${16 + (b % 16)}.${c}.${d}`, `192.168.${c}.${d}`, `127.${b}.${c}.${d}`, `169.254.${c}.${d}`];
        const six = [`fc${b.toString(16).padStart(2, "0")}::${c.toString(16)}`, `::ffff:93.184.${c}.${d}`, `::${c.toString(16)}`];
        return [...inside, ...six].every((address) => !isPublicAddress(address));
      }),
    );
    for (const address of ["8.8.8.8", "93.184.215.14", "2606:4700::1111"]) expect(isPublicAddress(address)).toBe(true);
    for (const text of ["", "localhost", "8.8.8", "1.1.1.1.1"]) expect(isPublicAddress(text)).toBe(false);
  });
});
