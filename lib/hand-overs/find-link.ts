import type { Origin } from "#lib/access/actor";
import { asScope } from "#lib/db/as-scope";
import { type HandOverState, stateOf, TRIES } from "#lib/hand-overs/hand-over-state";
import { type Link, linkScope, readLink } from "#lib/hand-overs/read-link";
import { readSubmission, type Submission } from "#lib/hand-overs/submission";
import { countLink, forgetLink } from "#lib/members/throttle";

export type LinkView = {
  kind: Link["kind"];
  state: HandOverState;
  /** Secrets are not given out, redirect URIs are not taken: not now, or not any more. */
  isPaused: boolean;
  isExpired: boolean;
  note: string | null;
  expiresAt: Date;
  usedAt: Date | null;
  asksPassphrase: boolean;
  triesLeft: number;
  othersEndAfter: number | null;
  decisionNote: string | null;
  client: Pick<Link["client"], "name" | "maker" | "environment" | "type">;
  /** What was sent, or what is there. */
  submission: Submission;
};

/**
 * Looks at a link and changes nothing, as previews and scanners do. Null for one that does not work.
 * @throws DomainError `forbidden` that says when to try again.
 */
export async function findLinkToHandOver(origin: Origin, token: string): Promise<LinkView | null> {
  await countLink(origin.ipAddress);
  const scope = linkScope(token);
  const view = await asScope(scope, async (tx) => {
    const link = await readLink(tx, scope);
    if (!link) return null;
    const isSecret = link.kind === "secret";
    const uris = isSecret
      ? []
      : await tx.redirectUri.findMany({ where: { clientId: link.clientId }, orderBy: [{ createdAt: "asc" }, { uri: "asc" }], select: { uri: true } });
    const now = { redirectUris: uris.map(({ uri }) => uri), homePageUri: link.client.homePageUri };
    return viewOf(link, readSubmission(link.submission) ?? now);
  });
  if (view) await forgetLink(origin.ipAddress);
  return view;
}

function viewOf(link: Link, submission: Submission): LinkView {
  const { name, maker, environment, type } = link.client;
  const { kind, note, expiresAt, usedAt, othersEndAfter, decisionNote } = link;
  return {
    kind,
    state: stateOf(link),
    isPaused: isPaused(link),
    isExpired: expiresAt <= new Date(),
    note,
    expiresAt,
    usedAt,
    asksPassphrase: link.passphraseHash !== null,
    triesLeft: TRIES - link.failedTries,
    othersEndAfter,
    decisionNote,
    client: { name, maker, environment, type },
    submission,
  };
}

/** A disabled client gets no secret: nobody could try it. */
export function isPaused({ kind, client }: Link): boolean {
  return kind === "secret" && (client.state !== "active" || client.type === "public");
}
