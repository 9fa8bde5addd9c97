import { z } from "zod";
import { scopeNameBarrier } from "#lib/scopes/scope-name";
import { line } from "#lib/text";

const scopeName = z
  .string({ error: "Name is missing." })
  .trim()
  .check((context) => {
    const barrier = scopeNameBarrier(context.value);
    if (barrier) context.issues.push({ code: "custom", message: barrier, input: context.value });
  });

/** The version of the scope that the person was looking at (R14). */
const version = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, { error: "Open the scope again: this page does not say which version of it you saw." })
  .transform(Number);

const words = {
  title: line("Title", 100),
  // A consent prompt says it in one paragraph.
  description: z
    .string({ error: "Description is missing." })
    .transform((text) => text.replace(/[\r\n\t]+/g, " "))
    .pipe(line("Description", 500)),
  risk: z.enum(["low", "elevated", "high"], { error: "Choose how much harm the scope could do." }),
};

export const addScopeInput = z.object({ scopeName, ...words });
export type AddScopeInput = z.infer<typeof addScopeInput>;

export const changeScopeInput = z.object({ scopeName, version, ...words });
export type ChangeScopeInput = z.infer<typeof changeScopeInput>;

export const scopeInput = z.object({ scopeName });
export type ScopeInput = z.infer<typeof scopeInput>;
