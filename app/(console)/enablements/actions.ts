"use server";
import { redirect } from "next/navigation";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { type EnablementOutcome, enableForTenant } from "#lib/enablements/enable-for-tenant";
import { enablementInput } from "#lib/enablements/schemas";
import { action, press } from "../../_server/action.ts";
import { flash } from "../../_server/flash.ts";

export const enableForTenantAction = press(enablementInput, enableForTenant, ({ outcome, clientName, tenantName }) => ({
  text: outcome === "done" ? `${clientName} is enabled for ${tenantName}.` : `${clientName} was enabled for ${tenantName} already.`,
}));

export const disableFromClientAction = action(enablementInput, disableForTenant, async (done) => {
  await say(done);
  redirect(`/clients/${done.clientId}/tenants`);
});

export const disableFromTenantAction = action(enablementInput, disableForTenant, async (done) => {
  await say(done);
  redirect(`/tenants/${done.tenantId}/integrations`);
});

async function say({ outcome, clientId, clientName, tenantId, tenantName }: EnablementOutcome) {
  if (outcome === "unchanged") return flash({ text: `${clientName} was not enabled for ${tenantName} any more.` });
  await flash({ text: `${clientName} is disabled for ${tenantName}.`, undo: { action: "enablement.enable", fields: { clientId, tenantId } } });
}
