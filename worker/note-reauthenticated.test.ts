import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { countMigration, findMigration } from "#lib/api-token-migrations/find-migration";
import { importMigration } from "#lib/api-token-migrations/import-migration";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { env } from "#lib/env";
import { aPartnerClient, configure } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { asOwner } from "#world/as-owner";
import { authorize, exchange, makeTenant, REDIRECT_URI, startService, tokenOf } from "../token-service/test-world.ts";
import { noteReauthenticated } from "./note-reauthenticated.ts";

function note() {
  const pool = new pg.Pool({ connectionString: env().WORKER_DATABASE_URL, onConnect: (client) => client.query("set role gh_worker") });
  onTestFinished(() => pool.end());
  return noteReauthenticated(async (work) => {
    const client = await pool.connect();
    return work(client).finally(() => client.release());
  });
}

test("R42 a company has moved once the token service gave its first token for an authorization: not when it was enabled, and not at the approval alone; it stays so when the tokens are purged", {
  timeout: 60_000,
}, async () => {
  const service = await startService();
  const cs = await aStaff({ role: "cs" });
  const [tenant, other] = [await makeTenant(), await makeTenant()];
  const partner = await aPartnerClient(cs, { redirectUris: [REDIRECT_URI] });
  const { clientId } = partner;
  await configure(clientId, { state: "active", type: "public", authMethod: "none", grants: ["authorization_code"] });
  await importMigration(cs, { clientId, tenants: `${tenant.tenantId}\n${other.tenantId}` });
  const counts = () => countMigration(cs, clientId);
  expect(await counts()).toEqual({ api_tokens: 2, enabled: 0, reauthenticated: 0 });

  for (const { tenantId } of [tenant, other]) await enableForTenant(cs, { clientId, tenantId });
  const approved = await authorize(service, await aMember(tenant.admin), partner);
  await note();
  expect(await counts()).toEqual({ api_tokens: 0, enabled: 2, reauthenticated: 0 });

  tokenOf(await exchange(service, partner, approved));
  expect(await counts()).toEqual({ api_tokens: 0, enabled: 1, reauthenticated: 1 });
  await note();
  const moved = await findMigration(cs, { clientId, state: "reauthenticated" }, {});
  expect(moved.rows).toMatchObject([{ tenantId: tenant.tenantId, reauthenticatedAt: expect.any(Date) }]);
  await asOwner(["oidc_artifact"], (owner) => owner.query("delete from oidc_artifact where client_id = $1", [clientId]));
  expect(await findMigration(cs, { clientId, state: "reauthenticated" }, {})).toEqual(moved);
  expect((await findMigration(cs, { clientId, state: "enabled" }, {})).rows).toMatchObject([{ tenantId: other.tenantId }]);
});
