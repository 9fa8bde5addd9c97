"use server";
import { action } from "../../../../_server/action.ts";
import { flash } from "../../../../_server/flash.ts";
import { changeClient } from "#lib/clients/change-client";
import { renameClient } from "#lib/clients/rename-client";
import { changeClientInput, renameClientInput } from "#lib/clients/schemas";

export const renameClientAction = action(renameClientInput, renameClient, () => flash({ text: "Renamed." }));
export const changeClientAction = action(changeClientInput, changeClient, () =>
  flash({ text: "Saved. It takes effect at the next token request." }),
);
