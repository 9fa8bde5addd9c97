import { expect, it } from "vitest";
import { generateClientId } from "#lib/clients/client-id";
import { renameClient } from "#lib/clients/rename-client";
import { clientIdField } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { aClient } from "#world/a-client";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";

it("R8 a client ID is generated, of one form, and not twice the same", () => {
  const ids = Array.from({ length: 20_000 }, generateClientId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) clientIdField.parse(id);
});

it("R8 refuses to change a client ID, by a direct call too", async () => {
  const { admin, tenant } = await aTenant();
  const { clientId } = await aClient(admin);
  const other = generateClientId();
  const greedy = { clientId, version: 1, name: "Renamed", newClientId: other, data: { clientId: other } };
  expect(await renameClient(admin, greedy)).toEqual({ clientId });

  const change = { where: { clientId }, data: { clientId: other, version: { increment: 1 } } };
  await expect(asScope({ role: "staff" }, (tx) => tx.client.update(change))).rejects.toThrow("permission denied");
  await expect(asScope({ role: "tenant", tenantId: tenant.id }, (tx) => tx.client.update(change))).rejects.toThrow("permission denied");
  const bySql = asOwner(["client"], (owner) => owner.query("UPDATE client SET client_id = $2, version = version + 1 WHERE client_id = $1", [clientId, other]));
  await expect(bySql).rejects.toThrow("a client ID and its owner never change");
});
