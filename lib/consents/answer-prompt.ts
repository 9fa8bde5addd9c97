import { type SignedInActor, scopeOf, type TenantActor } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { endWhatStood, lockConsent } from "#lib/consents/end-what-stood";
import { type Prompt, type PromptedClient, readPrompt } from "#lib/consents/find-prompt";
import type { AnswerPromptInput } from "#lib/consents/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { approve, deny } from "#lib/installations/decide";
import { randomToken, sha256 } from "#lib/random";

/** Shown to the browser that answered, and to no other: without it the token service does not go on. */
export type Ticket = { interaction: string; ticket: string };

/**
 * Answers a prompt, once. Approving allows the client what it asked for until the person takes it back, or lets it into the company (R43).
 * @throws DomainError `not_found` when it was answered or has ended; `forbidden` for who may not use the client; `conflict` when what an admin
 * was shown is not what the client is now.
 */
export async function answerPrompt(actor: SignedInActor, { interaction, answer, version }: AnswerPromptInput): Promise<Ticket> {
  if (actor.kind === "staff") throw new DomainError("forbidden", "Staff cannot allow an app to act for them.");
  return asScope(scopeOf(actor), async (tx) => {
    const prompt = answerable(await readPrompt(tx, actor, interaction));
    if (prompt.state === "asks_company" && prompt.app.version !== version) throw outdated(prompt.app.name);
    const isApproved = answer === "approve";
    const scopes = isApproved ? prompt.scopes.map(({ name }) => name) : [];
    const ticket = randomToken();
    const who = { personId: actor.personId, tenantId: actor.tenant.id };
    // createMany with skipDuplicates: of two at once, the second is told.
    const { count } = await tx.interactionDecision.createMany({
      data: [
        {
          uidDigest: sha256(interaction),
          outcome: isApproved ? "approved" : "denied",
          ...who,
          scopes,
          ticketDigest: sha256(ticket),
          signedInAt: actor.signedInAt,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) throw ended();
    if (prompt.state !== "asks_company") await recordAnswer(tx, actor, prompt.client, isApproved ? scopes : null);
    else if (isApproved) await approve(tx, actor, prompt.app);
    else await deny(tx, actor, prompt.app);
    return { interaction, ticket };
  });
}

function answerable(prompt: Prompt): Extract<Prompt, { state: "asks" | "goes_on" | "asks_company" }> {
  if (prompt.state === "ended") throw ended();
  if (prompt.state === "refused") throw new DomainError("forbidden", prompt.reason);
  if (prompt.state === "signs_in_again") throw new DomainError("forbidden", `${prompt.name} asks that you sign in again first.`);
  if (prompt.state === "needs_admin") throw new DomainError("forbidden", `Only a company admin can let ${prompt.app.name} in.`);
  if (prompt.state === "blocked") throw new DomainError("forbidden", `${prompt.app.name} is blocked.`);
  if (prompt.state === "uncovered") throw new DomainError("forbidden", `${prompt.app.name} asks to be answered at a place that was not approved.`);
  return prompt;
}

function outdated(name: string): DomainError {
  return new DomainError("conflict", `${name} was changed while you were looking at it, so nothing was decided. Read what it asks for now, then decide.`);
}

/** @param scopes what is allowed now; null for a refusal. */
export async function recordAnswer(tx: Tx, actor: TenantActor, { clientId, name }: PromptedClient, scopes: string[] | null): Promise<void> {
  const event = { subject: name, clientId, tenantId: actor.tenant.id };
  if (scopes === null) await recordEvent(tx, actor, { action: "consent.denied", ...event });
  else if (await allow(tx, actor, clientId, scopes)) await recordEvent(tx, actor, { action: "consent.granted", ...event, after: { scopes } });
}

/** Adds to what the person has allowed the client already. */
async function allow(tx: Tx, actor: TenantActor, clientId: string, scopes: string[]): Promise<boolean> {
  const { personId, tenant } = actor;
  // Of two prompts approved at once, the second adds to what the first has left.
  await lockConsent(tx, actor, clientId);
  const live = { personId, clientId, revokedAt: null };
  const before = await tx.consent.findFirst({ where: live });
  if (before && scopes.every((scope) => before.scopes.includes(scope))) return false;
  if (before) await tx.consent.updateMany({ where: live, data: { revokedAt: new Date() } });
  else await endWhatStood(tx, actor, clientId);
  const all = [...new Set([...(before?.scopes ?? []), ...scopes])].sort();
  await tx.consent.createMany({ data: [{ personId, clientId, tenantId: tenant.id, scopes: all }], skipDuplicates: true });
  return true;
}

function ended(): DomainError {
  return new DomainError("not_found", "This request was answered already, or has ended. Go back to the app and start again.");
}
