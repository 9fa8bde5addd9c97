import { type Actor, authorId, type LinkHolder, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { earlierSubmission, rememberSubmission } from "#lib/clients/idempotency";
import { lockClient, refuseDeleted, subjectOf } from "#lib/clients/lock-client";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { digestOf, generateClientSecret, hintOf, type PlainSecret } from "#lib/secrets/client-secret";
import { whereLive } from "#lib/secrets/live-secret";
import type { IssueSecretInput } from "#lib/secrets/schemas";
import type { Client, IdempotencyKey } from "#prisma/generated/client";

/** The one showing of a secret. */
export type IssuedSecret = {
  clientId: string;
  clientName: string;
  secretId: string;
  secret: PlainSecret;
  secretName: string;
  hint: string;
  expiresAt: Date | null;
};

const LIVE_LIMIT = 10;

/**
 * Adds a named secret beside those there are.
 * @throws DomainError `not_found`, `forbidden`, or `conflict` when the client is public, a draft, deleted, or has ten live secrets.
 */
export async function issueSecret(actor: Actor, input: IssueSecretInput): Promise<IssuedSecret> {
  return asScope(scopeOf(actor), async (tx) => {
    const earlier = await earlierSubmission(tx, actor, input.idempotencyKey, input.clientId);
    const client = await lockClient(tx, actor, "issue_secret", input.clientId);
    if (earlier) return replaceSecret(tx, actor, client, earlier);
    refuseWithoutSecrets(client);
    await refuseEleventh(tx, client);
    const issued = await writeSecret(tx, actor, client, { name: input.name, expiresAt: expiryFrom(input.expiresInDays) });
    await rememberSubmission(tx, actor, { key: input.idempotencyKey, tenantId: client.tenantId, clientId: client.clientId, secretId: issued.secretId });
    await recordEvent(tx, actor, { action: "secret.issued", ...subjectOf(client), subjectId: issued.secretId, after: shown(issued) });
    return issued;
  });
}

/** Writes the digest; the plaintext is in the result alone. */
export async function writeSecret(
  tx: Tx,
  author: Actor | LinkHolder,
  client: Pick<Client, "clientId" | "name">,
  { name, expiresAt }: { name: string; expiresAt: Date | null },
): Promise<IssuedSecret> {
  const secret = generateClientSecret();
  const hint = hintOf(secret);
  const { id } = await tx.clientSecret.create({
    data: {
      clientId: client.clientId,
      name,
      digest: digestOf(secret),
      hint,
      expiresAt,
      createdBy: author.name,
      createdById: authorId(author),
    },
    select: { id: true },
  });
  return { clientId: client.clientId, clientName: client.name, secretId: id, secret, secretName: name, hint, expiresAt };
}

/** The same form again within ten minutes: its secret may not have arrived, so another takes its place (R15). */
export async function replaceSecret(tx: Tx, actor: Actor, client: Client, earlier: IdempotencyKey): Promise<IssuedSecret> {
  const issued = await replaceLost(tx, actor, client, earlier.secretId);
  await tx.idempotencyKey.update({
    where: { personId_key: { personId: earlier.personId, key: earlier.key } },
    data: { secretId: issued.secretId },
  });
  return issued;
}

type WithSecrets = Pick<Client, "clientId" | "name" | "tenantId" | "type" | "state" | "deletedAt">;

/** @throws DomainError `conflict` when what may be lost has ended already, or the client can have no secret any more. */
export async function replaceLost(tx: Tx, author: Actor | LinkHolder, client: WithSecrets, secretId: string | null): Promise<IssuedSecret> {
  refuseWithoutSecrets(client);
  const lost =
    secretId &&
    (await tx.clientSecret.findFirst({
      where: { id: secretId, clientId: client.clientId, retiredAt: null },
      select: { id: true, name: true, hint: true, expiresAt: true },
    }));
  if (!lost) throw new DomainError("conflict", "This form was already sent. Its secret has been ended since.");
  await tx.clientSecret.updateMany({ where: { id: lost.id }, data: { retiredAt: new Date() } });
  const issued = await writeSecret(tx, author, client, lost);
  await recordEvent(tx, author, {
    action: "secret.replaced",
    ...subjectOf(client),
    subjectId: issued.secretId,
    before: { name: lost.name, hint: lost.hint },
    after: shown(issued),
  });
  return issued;
}

/** @throws DomainError `conflict` (R21, R34). */
export function refuseWithoutSecrets(client: Pick<Client, "type" | "state" | "deletedAt">): void {
  refuseDeleted(client);
  if (client.type === "public") throw new DomainError("conflict", "A public client has no secret: an application on a person's device could not keep it.");
  if (client.state === "draft") throw new DomainError("conflict", "This client is a draft. Its secret is issued once its redirect URIs are known.");
}

/** @throws DomainError `conflict` when there are ten live ones already (R20). */
export async function refuseEleventh(tx: Tx, client: Pick<Client, "clientId">): Promise<void> {
  const live = await tx.clientSecret.count({ where: { clientId: client.clientId, ...whereLive() } });
  if (live >= LIVE_LIMIT) throw new DomainError("conflict", `A client has at most ${LIVE_LIMIT} live secrets. Retire one first.`);
}

function expiryFrom(days: number | undefined): Date | null {
  return days === undefined ? null : new Date(Date.now() + days * 86_400_000);
}

/** What an event says of a secret. */
export function shown(secret: { secretName: string; hint: string; expiresAt: Date | null }) {
  return { name: secret.secretName, hint: secret.hint, expiresAt: secret.expiresAt };
}
