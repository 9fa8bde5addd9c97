import { expect, it, onTestFinished, vi } from "vitest";
import { disableTenant } from "#lib/tenants/disable-tenant";
import { aClient, addRedirectUris, anActivePartnerClient, configure } from "#world/a-client";
import { aStaff, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";

/** The doctor, in a process that has this setting. */
async function withTenantHosts() {
  vi.stubEnv("TENANT_HOST", "{tenant}-api.example.com");
  vi.resetModules();
  const [{ endpoints }, { diagnoseAuthorization }, { closeDatabase }] = await Promise.all([
    import("#lib/endpoints"),
    import("#lib/usage/diagnose-authorization"),
    import("#lib/db/as-scope"),
  ]);
  onTestFinished(async () => {
    await closeDatabase();
    vi.unstubAllEnvs();
    vi.resetModules();
  });
  return { endpoints, diagnoseAuthorization };
}

const REDIRECT_URI = "https://partner.example/callback";
const elsewhere = (place: string, endpoint: string) => ({
  title: "It leads somewhere else",
  text: `It leads to ${place}. The authorization endpoint is ${endpoint}.`,
});

it("R38 R48 an address at a company's host is right for the company's clients, and for a partner's; at another company's host it is not", async () => {
  const { endpoints, diagnoseAuthorization } = await withTenantHosts();
  const [mine, theirs, staff] = [await aTenant(), await aTenant(), await aStaff({ role: "cs" })];
  const own = await aClient(mine.admin);
  await addRedirectUris(own.clientId, [REDIRECT_URI]);
  await configure(own.clientId, { grants: ["authorization_code"] });
  const partner = await anActivePartnerClient(await aStaff(), { redirectUris: [REDIRECT_URI] });
  await configure(partner.clientId, { grants: ["authorization_code"] });
  const [at, atTheirs, everybodys] = [mine.admin.tenant, theirs.admin.tenant, null].map((owner) => endpoints(owner).authorization) as [string, string, string];
  expect(at).toContain(`${mine.admin.tenant.slug}-api.example.com`);
  const nowhere = at.replace("//", "//nobody");

  const ask = async (actor: typeof staff | typeof mine.admin, { clientId }: { clientId: string }, place: string) => {
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: REDIRECT_URI,
      state: "s",
      code_challenge: "x".repeat(43),
      code_challenge_method: "S256",
    });
    return (await diagnoseAuthorization(actor, { address: `${place}?${query}` })).findings;
  };
  for (const place of [at, everybodys]) for (const actor of [mine.admin, staff]) expect(await ask(actor, own, place)).toEqual([]);
  for (const place of [atTheirs, nowhere]) {
    for (const actor of [mine.admin, staff]) expect(await ask(actor, own, place)).toMatchObject([elsewhere(place, at)]);
  }

  for (const place of [at, atTheirs, everybodys]) expect(await ask(staff, partner, place)).toEqual([]);
  expect(await ask(staff, partner, nowhere)).toMatchObject([elsewhere(nowhere, everybodys)]);
  await disableTenant(theSystem, { tenantId: theirs.tenant.id });
  expect(await ask(staff, partner, atTheirs)).toMatchObject([elsewhere(atTheirs, everybodys)]);

  const noClient = { title: "There is no such client" };
  const unknown = { clientId: "gh_00000000000000000" };
  for (const place of [at, everybodys]) expect(await ask(mine.admin, unknown, place)).toMatchObject([noClient]);
  for (const place of [atTheirs, nowhere]) expect(await ask(mine.admin, unknown, place)).toMatchObject([elsewhere(place, at), noClient]);
});
