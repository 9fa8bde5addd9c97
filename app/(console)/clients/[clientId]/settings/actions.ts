"use server";
import { changeClient } from "#lib/clients/change-client";
import { renameClient } from "#lib/clients/rename-client";
import { changeClientInput, renameClientInput } from "#lib/clients/schemas";
import { action } from "../../../../_server/action.ts";
import { flash } from "../../../../_server/flash.ts";

export const renameClientAction = action(renameClientInput, renameClient, () => flash({ text: "Renamed." }));
export const changeClientAction = action(changeClientInput, changeClient, async ({ secret }) => {
  // The secret is the message, and is shown instead of it.
  if (!secret) await flash({ text: "Saved. It holds at the next request." });
});
