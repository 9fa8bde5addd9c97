import "server-only";
import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { refresh } from "next/cache";
import { unauthorized } from "next/navigation";
import type { z } from "zod";
import type { SignedInActor } from "#lib/access/actor";
import { DomainError } from "#lib/errors";
import { requireActor } from "./current-actor.ts";
import { type Flash, flash } from "./flash.ts";

/** What a form knows of its last sending: what was refused and why, or what came of it. Never both. */
export type ActionState<R> = { refused?: SubmissionResult<string[]>; result?: R } | null;
export type Action<R> = (state: ActionState<R>, form: FormData) => Promise<ActionState<R>>;

/** Makes a verb the action of a form: parses, finds the actor, and turns a refusal into a sentence beside the field it belongs to. */
export function action<S extends z.ZodType, R>(
  schema: S,
  verb: (actor: SignedInActor, input: z.output<S>) => Promise<R>,
  then?: (result: R) => Promise<void> | void,
): Action<R> {
  return async (_state, form) => {
    const actor = await requireActor();
    return submit(schema, form, (input) => verb(actor, input), then);
  };
}

/** The same for forms of people who are not signed in. */
export function openAction<S extends z.ZodType, R>(schema: S, verb: (input: z.output<S>) => Promise<R>, then?: (result: R) => Promise<void> | void): Action<R> {
  return async (_state, form) => submit(schema, form, verb, then);
}

/** A button without a form to come back to: it acts, and says in a message what came of it. */
export function press<S extends z.ZodType, R>(
  schema: S,
  verb: (actor: SignedInActor, input: z.output<S>) => Promise<R>,
  say: (result: R) => Flash,
): (form: FormData) => Promise<void> {
  return async (form) => {
    const actor = await requireActor();
    const state = await submit(schema, form, (input) => verb(actor, input));
    const refusal =
      state?.refused &&
      Object.values(state.refused.error ?? {})
        .flat()
        .filter(Boolean)
        .at(0);
    await flash(state?.refused ? { text: refusal ?? "This could not be done.", isRefusal: true } : say(state?.result as R));
  };
}

async function submit<S extends z.ZodType, R>(
  schema: S,
  form: FormData,
  verb: (input: z.output<S>) => Promise<R>,
  then?: (result: R) => Promise<void> | void,
): Promise<ActionState<R>> {
  // Anybody can call an action with anything.
  if (!(form instanceof FormData)) unauthorized();
  const submission = parseWithZod(flat(form), { schema });
  if (submission.status !== "success") return { refused: withoutPasswords(submission.reply()) };
  let result: R;
  try {
    result = await verb(submission.value as z.output<S>);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Somebody else changed it: the page shows what it is now, and the form knows the new version.
    if (error.code === "conflict") refresh();
    return { refused: withoutPasswords(submission.reply(replyTo(error))) };
  }
  await then?.(result);
  return { result };
}

function replyTo({ fields, field, message }: DomainError) {
  if (fields) return { fieldErrors: fields };
  return field ? { fieldErrors: { [field]: [message] } } : { formErrors: [message] };
}

/** Our forms are flat. Names that mean more to the parser (`a[4294967294]`, `a.a.a`, `__intent__`) are nobody's who uses them. */
function flat(form: FormData): FormData {
  const fields = new FormData();
  for (const [name, value] of form) if (typeof value === "string" && /^[A-Za-z]\w{0,40}$/.test(name)) fields.append(name, value);
  return fields;
}

/** What was typed goes back into the form; passwords do not travel back. */
function withoutPasswords(reply: SubmissionResult<string[]>): SubmissionResult<string[]> {
  if (!reply.initialValue) return reply;
  const kept = Object.entries(reply.initialValue).filter(([name]) => !/password|passphrase|token/i.test(name));
  return { ...reply, initialValue: Object.fromEntries(kept) };
}
