import "server-only";
import { randomUUID } from "node:crypto";
import { cookies } from "next/headers";
import { z } from "zod";
import { cookieOptions } from "./session-cookie.ts";

const NAME = "gatehouse.message";

const shape = z.object({
  id: z.string(),
  text: z.string().max(500),
  isRefusal: z.boolean().optional(),
  undo: z.object({ action: z.enum(["client.enable", "client.restore", "enablement.enable"]), fields: z.record(z.string(), z.string()) }).optional(),
});

/** A message for the next page, once: what a button did, and how to undo it. */
export type Flash = Omit<z.infer<typeof shape>, "id">;

export async function flash(message: Flash): Promise<void> {
  (await cookies()).set(NAME, JSON.stringify({ id: randomUUID(), ...message }), { ...cookieOptions(), maxAge: 10 });
}

export async function readFlash(): Promise<z.infer<typeof shape> | null> {
  const text = (await cookies()).get(NAME)?.value;
  if (!text) return null;
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
