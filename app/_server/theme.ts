"use server";
import { cookies } from "next/headers";
import { cookieOptions } from "./session-cookie.ts";

const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

export async function currentTheme(): Promise<Theme> {
  const chosen = (await cookies()).get("gatehouse.theme")?.value;
  return themes.find((theme) => theme === chosen) ?? "system";
}

export async function chooseTheme(form: FormData): Promise<void> {
  // Anybody can call an action with anything.
  if (!(form instanceof FormData)) return;
  const chosen = themes.find((theme) => theme === form.get("theme"));
  if (chosen) (await cookies()).set("gatehouse.theme", chosen, { ...cookieOptions(), maxAge: 400 * 86_400 });
}
