import "server-only";
import { cookies } from "next/headers";

export const THEME_COOKIE = "gatehouse.theme";
const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

export function isTheme(text: unknown): text is Theme {
  return themes.some((theme) => theme === text);
}

export async function currentTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return isTheme(chosen) ? chosen : "system";
}
