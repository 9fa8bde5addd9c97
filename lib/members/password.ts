import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";

// argon2id with the memory and passes that OWASP names first.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
// Verified against where there is no person, so that a wrong address takes as long as a wrong password.
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$QjVzSbDI4ybr25s2/3iTkA$FvyEGiywMiALNAy8FQ2iCmPh4LRQbuCYNCVoJDOJQh4";

export const newPassword = z
  .string({ error: "Password is missing." })
  .min(12, { error: "Use at least 12 characters. A sentence is easier to remember than symbols." })
  .max(200, { error: "Use at most 200 characters." })
  .refine((value) => value.isWellFormed() && !value.includes("\0"), { error: "The password holds a character that cannot be typed." });

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const matches = await verify(stored ?? NOBODY, password);
  return stored !== null && matches;
}
