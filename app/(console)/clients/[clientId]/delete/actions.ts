"use server";
import { redirect } from "next/navigation";
import { deleteClient } from "#lib/clients/delete-client";
import { deleteClientInput } from "#lib/clients/schemas";
import { action } from "../../../../_server/action.ts";
import { flash } from "../../../../_server/flash.ts";

export const deleteClientAction = action(deleteClientInput, deleteClient, async ({ clientId, name }) => {
  await flash({ text: `${name} is deleted.`, undo: { action: "client.restore", fields: { clientId } } });
  redirect("/clients");
});
