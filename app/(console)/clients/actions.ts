"use server";
import { disableClient, enableClient } from "#lib/clients/disable-client";
import { restoreClient } from "#lib/clients/restore-client";
import { clientInput } from "#lib/clients/schemas";
import { press } from "../../_server/action.ts";

export const disableAction = press(clientInput, disableClient, ({ clientId, name }) => ({
  text: `${name} is disabled. Its tokens and new requests are refused from now on.`,
  undo: { action: "client.enable", fields: { clientId } },
}));

export const enableAction = press(clientInput, enableClient, ({ name }) => ({ text: `${name} is enabled.` }));

export const restoreAction = press(clientInput, restoreClient, () => ({
  text: "The client is back. Tokens from before its deletion stay revoked.",
}));
