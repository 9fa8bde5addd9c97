"use server";
import { changeScope } from "#lib/scopes/change-scope";
import { restoreScope, retireScope } from "#lib/scopes/retire-scope";
import { changeScopeInput, scopeInput } from "#lib/scopes/schemas";
import { action, press } from "../../../_server/action.ts";
import { flash } from "../../../_server/flash.ts";

export const changeScopeAction = action(changeScopeInput, changeScope, () => flash({ text: "Saved. People read it so from now on." }));
export const retireScopeAction = press(scopeInput, retireScope, ({ name }) => ({
  text: `${name} is retired. The next token request that asks for it is refused.`,
}));
export const restoreScopeAction = press(scopeInput, restoreScope, ({ name }) => ({ text: `${name} is back. It works at the next token request.` }));
