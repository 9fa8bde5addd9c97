"use server";
import { redirect } from "next/navigation";
import { deletePerson } from "#lib/members/delete-person";
import { deletePersonInput } from "#lib/members/schemas";
import { action } from "../../../../_server/action.ts";
import { requireActor } from "../../../../_server/current-actor.ts";
import { flash } from "../../../../_server/flash.ts";

export const deletePersonAction = action(deletePersonInput, deletePerson, async ({ name, tenantId }) => {
  await flash({ text: `${name} is deleted.` });
  const actor = await requireActor();
  redirect(actor.kind === "staff" && tenantId ? `/tenants/${tenantId}/people` : "/people");
});
