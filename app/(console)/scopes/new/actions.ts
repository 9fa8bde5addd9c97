"use server";
import { redirect } from "next/navigation";
import { addScope } from "#lib/scopes/add-scope";
import { addScopeInput } from "#lib/scopes/schemas";
import { action } from "../../../_server/action.ts";
import { flash } from "../../../_server/flash.ts";
import { scopePath } from "../scope-path.ts";

export const addScopeAction = action(addScopeInput, addScope, async ({ name }) => {
  await flash({ text: `${name} is in the catalogue. No client is allowed it yet.` });
  redirect(scopePath(name));
});
