"use server";
import { cookies } from "next/headers";
import { cookieOptions } from "./session-cookie.ts";
import { isTheme, THEME_COOKIE } from "./theme.ts";

export async function chooseTheme(form: FormData): Promise<void> {
  // Anybody can call an action with anything.
  if (!(form instanceof FormData)) return;
  const chosen = form.get("theme");
  if (isTheme(chosen)) (await cookies()).set(THEME_COOKIE, chosen, { ...cookieOptions(), maxAge: 400 * 86_400 });
}
