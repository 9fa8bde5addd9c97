import { expect, it } from "vitest";
import { findAsked } from "#lib/home/find-asked";
import { requestInstallation } from "#lib/installations/request-installation";
import { grantRequest, refuseRequest } from "#lib/integrations/answer-request";
import { findRequests } from "#lib/integrations/find-requests";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { anActivePartnerClient, configure } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp } from "#world/an-app";
import { decideOn } from "#world/decide-on";

it("R39 R45 a member finds on Home what they asked staff and their admins for, the latest first, and what came of each; a colleague finds nothing", async () => {
  const [{ admin, tenant }, staff] = [await aTenant(), await aStaff()];
  const [member, colleague] = [await aMember(admin), await aMember(admin)];
  const app = await anApp(tenant, { name: "Acts for all" });
  const [on, off, gone] = [
    await anActivePartnerClient(staff, { name: "On" }),
    await anActivePartnerClient(staff, { name: "Off" }),
    await anActivePartnerClient(staff),
  ];
  await requestInstallation(member, { clientId: app.clientId, reason: "1" });
  for (const [clientId, reason] of [
    [on.clientId, "2"],
    [off.clientId, "3"],
    [gone.clientId, "4"],
  ] as const)
    await requestEnablement(member, { clientId, reason });
  const stateOf = async () => (await findAsked(member)).map(({ name, of, state }) => `${name} ${of} ${state}`);
  expect(await stateOf()).toEqual(["Meridian Analytics staff open", "Off staff open", "On staff open", "Acts for all admins open"]);

  const waiting = (await findRequests(staff, { isOpen: true }, {})).rows.filter(({ tenant: { tenantId } }) => tenantId === tenant.id);
  const idOf = (clientId: string) => ({ requestId: waiting.find(({ client }) => client.clientId === clientId)?.requestId ?? "" });
  await grantRequest(staff, idOf(on.clientId));
  await refuseRequest(staff, { ...idOf(off.clientId), word: "Not yet." });
  await configure(gone.clientId, { state: "disabled" });
  await decideOn(admin, app, "deny");
  expect(await stateOf()).toEqual([
    "An integration that is no longer offered staff open",
    "Off staff refused",
    "On staff granted",
    "Acts for all admins refused",
  ]);
  expect((await findAsked(member)).at(-1)).toMatchObject({ reason: "1", answeredBy: admin.name });
  expect([await findAsked(colleague), await findAsked(admin), await findAsked(staff)]).toEqual([[], [], []]);
});
