import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { type PersonPrompt, readDevicePrompt } from "#lib/consents/find-prompt";
import { userCodeField } from "#lib/consents/schemas";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { countCode, forgetCode } from "#lib/members/throttle";

/** What the device asks for that shows this code. Too many wrong ones are refused for a while. */
export async function findDevicePrompt(actor: SignedInActor, typed: string): Promise<PersonPrompt> {
  if (actor.kind === "staff") return { state: "refused", reason: "Staff cannot allow an app to act for them. Sign in as a person of the company." };
  const userCode = userCodeField.safeParse(typed);
  if (!userCode.success) return { state: "ended" };
  try {
    await countCode(actor.personId);
  } catch (error) {
    if (error instanceof DomainError) return { state: "refused", reason: error.message };
    throw error;
  }
  const prompt = await asScope(scopeOf(actor), (tx) => readDevicePrompt(tx, actor, userCode.data));
  if (prompt.state !== "ended") await forgetCode(actor.personId);
  return prompt;
}
