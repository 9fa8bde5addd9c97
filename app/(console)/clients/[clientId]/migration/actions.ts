"use server";
import { refresh } from "next/cache";
import { importMigration } from "#lib/api-token-migrations/import-migration";
import { removeFromMigration } from "#lib/api-token-migrations/remove-from-migration";
import { importMigrationInput, removeFromMigrationInput } from "#lib/api-token-migrations/schemas";
import { action, press } from "../../../../_server/action.ts";

export const importMigrationAction = action(importMigrationInput, importMigration, () => refresh());

export const removeFromMigrationAction = press(removeFromMigrationInput, removeFromMigration, ({ company }) => ({
  text: `${company} is off the list. What is enabled for it stays.`,
}));
