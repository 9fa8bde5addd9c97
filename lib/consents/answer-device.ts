import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { recordAnswer } from "#lib/consents/answer-prompt";
import { readDevicePrompt } from "#lib/consents/find-prompt";
import type { AnswerDeviceInput } from "#lib/consents/schemas";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { countCode, forgetCode } from "#lib/members/throttle";
import { sha256 } from "#lib/random";

/**
 * Answers what a device asks for, once: the device learns it at its next question.
 * @throws DomainError `not_found` for a code that is unknown, answered or over; `forbidden` for who may not use the client.
 */
export async function answerDevice(actor: SignedInActor, { userCode, answer }: AnswerDeviceInput): Promise<{ isApproved: boolean }> {
  if (actor.kind === "staff") throw new DomainError("forbidden", "Staff cannot allow an app to act for them.");
  await countCode(actor.personId);
  const isApproved = answer === "approve";
  await asScope(scopeOf(actor), async (tx) => {
    const prompt = await readDevicePrompt(tx, actor, userCode);
    if (prompt.state === "ended") throw unknown();
    await forgetCode(actor.personId);
    if (prompt.state === "refused") throw new DomainError("forbidden", prompt.reason);
    const scopes = isApproved ? prompt.scopes.map(({ name }) => name) : [];
    const { count } = await tx.deviceDecision.createMany({
      data: [
        {
          userCodeDigest: sha256(userCode),
          outcome: isApproved ? "approved" : "denied",
          personId: actor.personId,
          tenantId: actor.tenant.id,
          scopes,
          signedInAt: actor.signedInAt,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) throw unknown();
    await recordAnswer(tx, actor, prompt.client, isApproved ? scopes : null);
  });
  return { isApproved };
}

function unknown(): DomainError {
  return new DomainError("not_found", "No device waits with this code. It may have been answered, or be too old: start again on the device.");
}
