import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { lockClient } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { type CreatedHandOver, createHandOverLink } from "#lib/hand-overs/create-link";
import type { CreateSecretLinkInput } from "#lib/hand-overs/schemas";
import { hashPassword } from "#lib/members/password";
import { refuseWithoutSecrets } from "#lib/secrets/issue-secret";

/**
 * Makes a link on which a partner's own press issues a secret, so that staff never see it (R23).
 * @throws DomainError `forbidden`, `not_found`, or `conflict` when the client can have no secret.
 */
export async function createSecretLink(actor: Actor, { clientId, passphrase, ...input }: CreateSecretLinkInput): Promise<CreatedHandOver> {
  authorize(actor, "partner_client.issue_secret");
  const passphraseHash = passphrase === null ? null : await hashPassword(passphrase);
  return asScope(scopeOf(actor), async (tx) => {
    const client = await lockClient(tx, actor, "issue_secret", clientId);
    refuseWithoutSecrets(client);
    return createHandOverLink(tx, actor, client, { kind: "secret", passphraseHash, ...input });
  });
}
