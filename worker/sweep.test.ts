import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { generateClientId } from "#lib/clients/client-id";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { deletePerson } from "#lib/members/delete-person";
import { getPerson } from "#lib/members/find-people";
import { deleteTenant } from "#lib/tenants/delete-tenant";
import { getTenant } from "#lib/tenants/find-tenants";
import { aClient, anActivePartnerClient } from "#world/a-client";
import { addTokens } from "#world/a-company-with-everything";
import { aMember, aStaff, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { rowsOf } from "#world/rows-of";
import { sweep } from "./sweep.ts";

function asWorker() {
  const pool = new pg.Pool({ connectionString: env().WORKER_DATABASE_URL, onConnect: (client) => client.query("set role gh_worker") });
  onTestFinished(() => pool.end());
  return pool;
}

async function runSweep() {
  const pool = asWorker();
  return sweep(async (work) => {
    const client = await pool.connect();
    return work(client).finally(() => client.release());
  });
}

test("TI-10 tokens that a request wrote while their company was deleted go, also 4,500 of one, and those of others stay", { timeout: 60_000 }, async () => {
  const staff = await aStaff();
  const [{ tenant, admin }, other] = [await aTenant(), await aTenant()];
  const [own, partner, others] = [await aClient(admin), await anActivePartnerClient(staff), await aClient(other.admin)];
  const { name, version } = await getTenant(staff, tenant.id);
  await deleteTenant(staff, { tenantId: tenant.id, version, typedName: name });

  const late = [own, partner].map(({ clientId }) => ({ kind: "AccessToken", clientId, tenantId: tenant.id, personId: admin.personId }));
  const still = [others, partner].map(({ clientId }) => ({ kind: "Grant", clientId, tenantId: other.tenant.id, personId: other.admin.personId }));
  await addTokens([...late, ...still]);
  await asOwner(["oidc_artifact"], async (owner) => {
    await owner.query(
      `INSERT INTO oidc_artifact (kind, id_digest, payload, client_id, tenant_id)
       SELECT 'AccessToken', sha256(gen_random_uuid()::text::bytea), '{}', $1, $2 FROM generate_series(1, 4500)`,
      [partner.clientId, tenant.id],
    );
    // Before anybody has answered it is of no company.
    const device = "INSERT INTO oidc_artifact (kind, id_digest, payload, client_id) VALUES ('DeviceCode', sha256($1::bytea), '{}', $2)";
    await owner.query(device, [randomUUID(), generateClientId()]);
  });
  const kept = await rowsOf([other.tenant.id]);

  expect(await runSweep()).toBeGreaterThanOrEqual(4_503);
  expect((await rowsOf([tenant.id])).filter((row) => !row.startsWith("audit_event"))).toEqual([]);
  expect(await rowsOf([other.tenant.id])).toEqual(kept);
  expect(await runSweep()).toBe(0);
});

test("R65 what a request wrote while its person was deleted goes too, and what acts as a service account stays", { timeout: 60_000 }, async () => {
  const { tenant, admin } = await aTenant();
  const [member, client] = [await aMember(admin), await aClient(admin)];
  const { name, version } = await getPerson(theSystem, member.personId);
  await deletePerson(admin, { personId: member.personId, version, typedName: name });

  const token = { clientId: client.clientId, tenantId: tenant.id };
  const serviceAccount = `service_account:${randomUUID()}`;
  await addTokens(["Grant", "RefreshToken"].map((kind) => ({ kind, ...token, personId: member.personId })));
  await addTokens([admin.personId, serviceAccount].map((personId) => ({ kind: "Grant", ...token, personId })));
  await runSweep();
  const left = async (id: string) => (await rowsOf([id])).filter((row) => row.startsWith("oidc_artifact")).length;
  expect([await left(member.personId), await left(admin.personId), await left(serviceAccount)]).toEqual([0, 1, 1]);
});

test("R65 a company's deletion asks the worker to sweep in a minute, once for all of them, and names nobody in the queue", { timeout: 60_000 }, async () => {
  const staff = await aStaff();
  for (let count = 0; count < 2; count++) {
    const { tenant } = await aTenant();
    await deleteTenant(staff, { tenantId: tenant.id, version: 1, typedName: tenant.name });
  }
  const { rows } = await asWorker().query(
    "select payload, run_at > now() + interval '50 seconds' as is_later from graphile_worker._private_jobs where key = 'sweep'",
  );
  expect(rows).toEqual([{ payload: {}, is_later: true }]);
  await expect(asScope({ role: "auth" }, (tx) => tx.$executeRaw`select enqueue_sweep()`)).rejects.toThrow("permission denied");
});
