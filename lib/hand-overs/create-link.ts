import { type Actor, authorId } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { subjectOf } from "#lib/clients/lock-client";
import type { Tx } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { randomToken, sha256 } from "#lib/random";
import type { Client, HandOver } from "#prisma/generated/client";

/** The one showing of a link. */
export type CreatedHandOver = { clientId: string; url: string; note: string | null; expiresAt: Date };

type Given = { note: string | null; lifetimeHours: number } & (
  | { kind: "redirect_uris" }
  | ({ kind: "secret" } & Pick<HandOver, "secretName" | "othersEndAfter" | "passphraseHash">)
);

/** The link is in the result alone: its digest is what is stored. */
export async function createHandOverLink(tx: Tx, actor: Actor, client: Client, { lifetimeHours, ...given }: Given): Promise<CreatedHandOver> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + lifetimeHours * 3_600_000);
  const { clientId } = client;
  // createMany: no RETURNING, which would name the digest.
  await tx.handOver.createMany({
    data: [{ ...given, clientId, tokenDigest: sha256(token), expiresAt, createdBy: actor.name, createdById: authorId(actor) }],
  });
  const hasPassphrase = given.kind === "secret" && given.passphraseHash !== null;
  await recordEvent(tx, actor, {
    action: "hand_over.created",
    ...subjectOf(client),
    after: { kind: given.kind, for: given.note, expiresAt, ...(given.kind === "secret" && { hasPassphrase }) },
  });
  return { clientId, url: `${env().SETUP_APP_URL}/hand-over/${token}`, note: given.note, expiresAt };
}
