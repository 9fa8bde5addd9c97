import type { LinkHolder, Origin } from "#lib/access/actor";
import type { DbScope, Tx } from "#lib/db/as-scope";
import { sha256 } from "#lib/random";

/** What somebody sees who has nothing but a link. */
export function linkScope(token: string): DbScope & { role: "partner" } {
  return { role: "partner", linkDigest: sha256(token) };
}

export type Link = NonNullable<Awaited<ReturnType<typeof readLink>>>;

/** Null for a token that is none, and for a client that is deleted: whoever guesses learns nothing. */
export async function readLink(tx: Tx, { linkDigest }: { linkDigest: Uint8Array }) {
  const link = await tx.handOver.findUnique({
    where: { tokenDigest: new Uint8Array(linkDigest) },
    select: {
      id: true,
      kind: true,
      clientId: true,
      passphraseHash: true,
      failedTries: true,
      note: true,
      secretName: true,
      othersEndAfter: true,
      createdBy: true,
      expiresAt: true,
      withdrawnAt: true,
      usedAt: true,
      pressKey: true,
      secretId: true,
      submission: true,
      submittedAt: true,
      decision: true,
      decidedAt: true,
      decisionNote: true,
      client: {
        select: {
          clientId: true,
          tenantId: true,
          name: true,
          maker: true,
          homePageUri: true,
          environment: true,
          type: true,
          state: true,
          deletedAt: true,
        },
      },
    },
  });
  return link?.client.deletedAt ? null : link;
}

/** The same behind the client's lock, so that of two presses the second sees what the first did. */
export async function lockLink(tx: Tx, scope: { linkDigest: Uint8Array }) {
  await tx.$executeRaw`select from client where client_id = linked_client() for update`;
  return readLink(tx, scope);
}

export function holderOf(link: Link, { ipAddress, requestId }: Origin): LinkHolder {
  return { kind: "link_holder", name: `The holder of a link from ${link.createdBy}`, origin: { ipAddress, requestId } };
}
