import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/access/actor";
import { findEvents } from "#lib/audit/find-events";
import { findClients } from "#lib/clients/find-clients";
import { registerClient } from "#lib/clients/register-client";
import { registerClientInput } from "#lib/clients/schemas";
import { findPeople } from "#lib/members/find-people";
import { findActor } from "#lib/members/sessions";
import { signIn } from "#lib/members/sign-in";
import { countRemoval } from "#lib/tenants/count-removal";
import { createTeam } from "#lib/tenants/create-team";
import { deleteTenant } from "#lib/tenants/delete-tenant";
import { findTenants, getTenant } from "#lib/tenants/find-tenants";
import { renameTenant } from "#lib/tenants/rename-tenant";
import { aCompanyWithEverything } from "#world/a-company-with-everything";
import { aBrowser, aMember, aStaff, PASSWORD } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner, everyTable, readAsOwner } from "#world/as-owner";
import { eventsOf } from "#world/events-of";
import { aStage } from "#world/every-verb";
import { refusal } from "#world/refusal";
import { rowsOf } from "#world/rows-of";

/** As the page sends it. */
async function remove(actor: Actor, tenantId: string) {
  const { name, version } = await getTenant(await aStaff(), tenantId);
  return deleteTenant(actor, { tenantId, version, typedName: name });
}

const tableOf = (row: string) => row.slice(0, row.indexOf(" "));
const tablesOf = (rows: string[]) => [...new Set(rows.map(tableOf))].sort();

/** By the catalogue: what says whose it is, and what hangs on a company, a person or a client by foreign keys. */
async function tablesOfCompanies(): Promise<string[]> {
  const { rows } = await readAsOwner((reader) =>
    reader.query<{ name: string }>(`
      WITH RECURSIVE hanging AS (
        SELECT table_name::text AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('tenant_id', 'person_id')
        UNION SELECT unnest(ARRAY['tenant', 'person', 'client'])
        UNION SELECT conrelid::regclass::text FROM pg_constraint JOIN hanging ON confrelid::regclass::text = hanging.name WHERE contype = 'f'
      ) SELECT DISTINCT name FROM hanging ORDER BY 1`),
  );
  return rows.map(({ name }) => name);
}

describe("deleting a company", { timeout: 60_000 }, () => {
  it("R65 TI-10 leaves no row with its id, nor those of its people and clients, in any table but the audit log", async () => {
    const { staff, tenant, admin, member, clientIds } = await aCompanyWithEverything();
    const other = await aStage();
    const ids = [tenant.id, tenant.slug, admin.personId, admin.email, member.personId, member.email, ...clientIds];
    // Those that hang on partners' clients alone have no row of a company. A new table stands in neither list until it is filled here.
    const ofPartners = ["bulk_job", "hand_over"];
    expect(tablesOf(await rowsOf(ids))).toEqual(expect.arrayContaining((await tablesOfCompanies()).filter((name) => !ofPartners.includes(name))));
    const others = await rowsOf([other.tenant.id]);

    await remove(staff, tenant.id);
    expect((await rowsOf(ids)).filter((row) => tableOf(row) !== "audit_event" && !row.includes("Interaction"))).toEqual([]);
    expect(tablesOf(await rowsOf([tenant.id]))).toEqual(["audit_event"]);
    expect(await rowsOf([other.tenant.id])).toEqual(others);
  });

  it("TI-10 every column of JSON is one that is known to hold a company's id, or not to", async () => {
    const { rows } = await readAsOwner((reader) =>
      reader.query<{ column: string }>(`
        SELECT table_name || '.' || column_name AS column FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type IN ('json', 'jsonb') AND table_name <> '_prisma_migrations' ORDER BY 1`),
    );
    const holding = ["audit_event.after", "audit_event.before", "notification.detail", "oidc_artifact.payload", "webhook_delivery.payload"];
    const notHolding = ["hand_over.submission", "installation.snapshot", "signing_key.public_jwk"];
    expect(rows.map(({ column }) => column)).toEqual([...holding, ...notHolding].sort());
    expect(await everyTable()).toContain("audit_event");
  });

  it("R65 R56 signs its people out for good, takes it from every list, and leaves its record to staff", async () => {
    const [{ tenant, admin, client }, staff] = [await aStage(), await aStaff()];
    await remove(staff, tenant.id);
    expect(await findActor(admin.sessionId, aBrowser())).toBeNull();
    await expect(signIn(aBrowser(), { email: admin.email, password: PASSWORD })).rejects.toEqual(refusal("invalid"));
    await expect(getTenant(staff, tenant.id)).rejects.toEqual(refusal("not_found"));
    expect((await findTenants(staff, { search: tenant.slug }, {})).rows).toEqual([]);
    expect((await findClients(staff, { tenantId: tenant.id }, {})).rows).toEqual([]);
    const { rows } = await findEvents(await aStaff({ role: "cs" }), { tenantId: tenant.id }, {});
    expect(rows[0]).toMatchObject({ text: "deleted the tenant {it}", subject: tenant.name, actorName: staff.name });
    expect(rows.find(({ subject }) => subject === client.name)).toMatchObject({ actorName: admin.name, clientId: null });
    const [event] = (await eventsOf({ subjectId: tenant.id })).slice(-1);
    expect(event?.before).toEqual({ name: tenant.name, slug: tenant.slug, environment: "production", people: 2, clients: 1 });
  });

  it("TI-06 a company of the same name, whose admin has the same address, inherits nothing", async () => {
    const [before, staff] = [await aStage(), await aStaff()];
    await remove(staff, before.tenant.id);
    const after = await aTenant({ name: before.tenant.name, adminEmail: before.admin.email, adminName: before.admin.name });
    expect([after.tenant.id, after.tenant.slug, after.admin.personId, after.team.teamId]).not.toEqual(
      expect.arrayContaining([expect.stringMatching(`${before.tenant.id}|${before.tenant.slug}|${before.admin.personId}|${before.team.teamId}`)]),
    );
    expect((await findClients(after.admin, {}, {})).rows).toEqual([]);
    expect((await findPeople(after.admin, { tenantId: after.tenant.id }, {})).rows.map(({ email }) => email)).toEqual([after.admin.email]);
    expect((await findEvents(after.admin, {}, {})).rows.every(({ id }) => BigInt(id) > 0n)).toBe(true);
    expect(await rowsOf([after.tenant.id])).not.toEqual(expect.arrayContaining([expect.stringContaining(before.tenant.id)]));
    expect(await findActor(before.admin.sessionId, aBrowser())).toBeNull();
  });

  it("TI-06 R48 a company that is given the slug of one that is gone is another one", async () => {
    const [before, staff] = [await aStage(), await aStaff()];
    await remove(staff, before.tenant.id);
    const heir = await aTenant();
    await asOwner(["tenant"], (owner) => owner.query("UPDATE tenant SET slug = $2 WHERE id = $1", [heir.tenant.id, before.tenant.slug]));
    expect((await findTenants(staff, { search: before.tenant.slug }, {})).rows.map(({ tenantId }) => tenantId)).toEqual([heir.tenant.id]);
    expect((await findEvents(heir.admin, {}, {})).rows.map(({ subject }) => subject)).not.toContain(before.client.name);
    expect((await findClients(heir.admin, {}, {})).rows).toEqual([]);
  });

  it("R65 refuses unless its name was typed, or when it changed meanwhile, and changes nothing then", async () => {
    const [{ tenant }, staff] = [await aTenant({ name: "Crème & Söhne" }), await aStaff()];
    const before = await rowsOf([tenant.id]);
    for (const typedName of [undefined, "", "Creme & Sohne", "crème & söhne"]) {
      await expect(deleteTenant(staff, { tenantId: tenant.id, version: 1, typedName })).rejects.toEqual(refusal("invalid", tenant.name));
    }
    expect(await rowsOf([tenant.id])).toEqual(before);
    await renameTenant(staff, { tenantId: tenant.id, version: 1, name: "Crème & Töchter" });
    await expect(deleteTenant(staff, { tenantId: tenant.id, version: 1, typedName: "Crème & Söhne" })).rejects.toEqual(refusal("conflict", "Crème & Töchter"));
    await deleteTenant(staff, { tenantId: tenant.id, version: 2, typedName: " Crème & Töchter ".normalize("NFD") });
    await expect(deleteTenant(staff, { tenantId: tenant.id, version: 2, typedName: "Crème & Töchter" })).rejects.toEqual(refusal("not_found"));
  });

  it("R1 R2 R3 is for platform admins alone, and so is what it would end", async () => {
    const { tenant, admin } = await aTenant();
    for (const actor of [admin, await aMember(admin), await aStaff({ role: "cs" })]) {
      await expect(remove(actor, tenant.id)).rejects.toEqual(refusal("forbidden", "Platform admin"));
      await expect(countRemoval(actor, tenant.id)).rejects.toEqual(refusal("forbidden", "Platform admin"));
    }
    await expect(deleteTenant(await aStaff(), { tenantId: randomUUID(), version: 1, typedName: "x" })).rejects.toEqual(refusal("not_found"));
  });

  it("TI-10 R65 whatever is added in the moment of the deletion is refused or goes with it, in each of 6 rounds", async () => {
    const staff = await aStaff();
    for (let round = 0; round < 6; round++) {
      const { tenant, admin } = await aTenant();
      const form = registerClientInput.parse({ name: "Late", kind: "job", idempotencyKey: randomUUID() });
      const adding = [createTeam(admin, { name: "Late" }), aMember(admin), registerClient(admin, form)];
      const [removed, ...added] = await Promise.allSettled([remove(staff, tenant.id), ...adding]);
      expect(removed.status).toBe("fulfilled");
      for (const outcome of added) if (outcome.status === "rejected") expect(`${outcome.reason.code ?? outcome.reason}`).toMatch(/conflict|not_found|invalid/);
      expect(tablesOf(await rowsOf([tenant.id]))).toEqual(["audit_event"]);
    }
  });
});

it("R65 says in numbers what ends with a company", { timeout: 60_000 }, async () => {
  const { tenant, staff } = await aCompanyWithEverything();
  expect(await countRemoval(staff, tenant.id)).toMatchObject({
    people: 2,
    sessions: 2,
    teams: 1,
    clients: 3,
    liveGrants: 3,
    integrations: 4,
    serviceAccounts: 1,
    approvals: 1,
    openRequests: 1,
    jwtClients: 0,
    hasWebhook: true,
    lastUsedAt: expect.any(Date),
  });
});
