import { expect, type Locator, type Page } from "@playwright/test";
import type { SignedInActor } from "#lib/access/actor";
import { getClientSettings } from "#lib/clients/get-client-settings";
import { signInAs } from "./sign-in-as.ts";

const SAVED = "Saved. It holds at the next request.";

export async function openSettings(page: Page, actor: SignedInActor, { clientId }: { clientId: string }): Promise<void> {
  await signInAs(page.context(), actor);
  await page.goto(`/clients/${clientId}/settings`);
}

export async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await expect(page.getByText("not saved")).toBeHidden();
}

export async function stored(actor: SignedInActor, { clientId }: { clientId: string }) {
  return (await getClientSettings(actor, clientId)).settings;
}

export const card = (page: Page, name: string): Locator => page.getByRole("checkbox", { name: new RegExp(`^${name}`) });
export const uriField = (page: Page, number: number): Locator => page.getByRole("textbox", { name: `Redirect URI ${number}`, exact: true });
