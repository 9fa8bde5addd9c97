import { expect, it } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { findRefusedRequests } from "#lib/usage/find-refused-requests";
import { aClient, addRedirectUris, aPartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { recordRefusal } from "#world/record-refusal";
import { refusal } from "#world/refusal";

const wrongUri = { endpoint: "authorization", error: "invalid_redirect_uri", reason: "redirect_uri_not_registered" } as const;

it("R62 tells them newest first, in words, with how often within the minute", async () => {
  const { admin } = await aTenant();
  const client = await aClient(admin);
  await recordRefusal(client, { error: "invalid_client", reason: "secret_unknown", hoursAgo: 5, times: 3 });
  await recordRefusal(client, { error: "invalid_scope", reason: "scope_not_allowed", value: "notes.write" });
  expect(await findRefusedRequests(admin, client.clientId)).toMatchObject([
    { times: 1, endpoint: "token", error: "invalid_scope", title: "This scope is not allowed", why: expect.stringContaining("“notes.write”"), place: "scopes" },
    { times: 3, endpoint: "token", error: "invalid_client", title: "Wrong secret", place: "secrets" },
  ]);
});

it("R62 R38 a redirect URI is told by what is registered now: what differs, and that it was added since", async () => {
  const { admin } = await aTenant();
  const client = await aClient(admin);
  await recordRefusal(client, { ...wrongUri, value: "http://localhost:3001/cb" });
  const why = async () => (await findRefusedRequests(admin, client.clientId))[0]?.why;
  expect(await why()).toBe("It asked to be answered at “http://localhost:3001/cb”, and the client has no redirect URI.");
  await addRedirectUris(client.clientId, ["https://app.example/cb", "http://localhost:3000/cb"]);
  expect(await why()).toBe(
    "It asked to be answered at “http://localhost:3001/cb”. Of those registered, http://localhost:3000/cb is the nearest: the port (“3001” instead of “3000”) differs.",
  );
  await addRedirectUris(client.clientId, ["http://localhost:3001/cb"]);
  expect(await why()).toBe("It asked to be answered at “http://localhost:3001/cb”, which is registered now.");
});

it("R62 R1 R2 an admin sees their own clients', staff every one's, and a member none", async () => {
  const [{ admin }, other, staff] = [await aTenant(), await aTenant(), await aStaff({ role: "cs" })];
  const [client, partner] = [await aClient(admin), await aPartnerClient(staff)];
  for (const each of [client, partner]) await recordRefusal(each, { error: "invalid_client", reason: "secret_missing" });
  const seenBy = async (actor: Parameters<typeof findRefusedRequests>[0], { clientId }: { clientId: string }) =>
    (await findRefusedRequests(actor, clientId)).length;
  expect([await seenBy(admin, client), await seenBy(staff, client), await seenBy(staff, partner)]).toEqual([1, 1, 1]);
  expect([await seenBy(other.admin, client), await seenBy(admin, partner)]).toEqual([0, 0]);
  await expect(findRefusedRequests(await aMember(admin), client.clientId)).rejects.toEqual(refusal("forbidden"));
  expect(await findRefusedRequests(admin, "\0")).toEqual([]);
});

it("TI-02 row-level security alone keeps use and refusals of another tenant from gh_tenant, and the setup app writes neither", async () => {
  const [{ admin }, other] = [await aTenant(), await aTenant()];
  const client = await aClient(admin);
  await recordRefusal(client, { error: "invalid_client", reason: "secret_missing" });
  const scope = { role: "tenant", tenantId: other.tenant.id } as const;
  expect(await asScope(scope, (tx) => tx.refusedRequest.findMany())).toEqual([]);
  for (const role of [scope, { role: "tenant", tenantId: admin.tenant.id } as const, { role: "staff" } as const]) {
    await expect(asScope(role, (tx) => tx.refusedRequest.deleteMany({ where: { clientId: client.clientId } }))).rejects.toThrow("permission denied");
    await expect(asScope(role, (tx) => tx.usageDay.updateMany({ data: { tokens: 0 } }))).rejects.toThrow("permission denied");
  }
});
