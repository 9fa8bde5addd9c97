import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { impossibleFields } from "#lib/clients/barriers";
import { differing, readSettings, type StoredSettings, settingsFrom } from "#lib/clients/client-settings";
import { countDependants } from "#lib/clients/count-damage";
import { earlierSubmission, rememberSubmission } from "#lib/clients/idempotency";
import { impactOf } from "#lib/clients/impact";
import { lockClient, refuseDeleted, subjectOf } from "#lib/clients/lock-client";
import { addRedirectUris, redirectUriErrors } from "#lib/clients/redirect-uris";
import type { ChangeClientInput } from "#lib/clients/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError, invalidFields } from "#lib/errors";
import { tellOfNewName } from "#lib/notifications/tell-of-new-name";
import { type IssuedSecret, replaceSecret, writeSecret } from "#lib/secrets/issue-secret";
import { whereLive } from "#lib/secrets/live-secret";
import type { Client } from "#prisma/generated/client";

/** `secret`: a client that became confidential gets its first one (R21). */
export type ChangedClient = { clientId: string; secret: IssuedSecret | null };

/**
 * Saves the settings of a client; they hold at its next request.
 * @throws DomainError `not_found`; `forbidden`; `conflict` when the client changed since; `invalid` with everything that cannot be so, by field,
 * or at `acceptsImpact` while the person has not accepted what the change breaks.
 */
export async function changeClient(actor: Actor, input: ChangeClientInput): Promise<ChangedClient> {
  return asScope(scopeOf(actor), (tx) => changeClientIn(tx, actor, input));
}

/** The same in a transaction that does more. */
export async function changeClientIn(tx: Tx, actor: Actor, input: ChangeClientInput): Promise<ChangedClient> {
  const earlier = await earlierSubmission(tx, actor, input.idempotencyKey, input.clientId);
  if (earlier) {
    const client = await lockClient(tx, actor, "issue_secret", input.clientId);
    return { clientId: client.clientId, secret: await replaceSecret(tx, actor, client, earlier) };
  }
  const client = await lockClient(tx, actor, "change", input.clientId, input.version);
  refuseDeleted(client);
  const stored = await readSettings(tx, client);
  const wanted = settingsFrom(input);
  if (wanted.mayIntrospect !== stored.mayIntrospect) authorize(actor, "partner_client.let_introspect");
  await refuseInvalid(tx, client, stored, wanted);
  await refuseUnaccepted(tx, client, stored, wanted, input);
  const { before, after } = differing(stored, wanted);
  if (Object.keys(after).length === 0) return { clientId: client.clientId, secret: null };

  if (after.type === "public") await endWhatSecretsGuarded(tx, client.clientId);
  const changed = await writeSettings(tx, client, stored, wanted);
  await tellOfNewName(tx, client, changed.name);
  const isRename = Object.keys(after).join() === "name";
  await recordEvent(
    tx,
    actor,
    isRename
      ? { action: "client.renamed", ...subjectOf(changed), before: { name: client.name }, after: { name: changed.name } }
      : { action: "client.changed", ...subjectOf(changed), before, after },
  );
  const secret = after.type === "confidential" && client.state !== "draft" ? await issueFirstSecret(tx, actor, changed, input.idempotencyKey) : null;
  return { clientId: client.clientId, secret };
}

async function refuseInvalid(tx: Tx, client: Client, stored: StoredSettings, wanted: StoredSettings): Promise<void> {
  const isPartner = client.tenantId === null;
  const refused = impossibleFields({ ...wanted, isPartner, isDraft: client.state === "draft" });
  const uris = redirectUriErrors(wanted.redirectUris, { type: wanted.type, environment: client.environment, isPartner });
  if (uris.length > 0) refused.redirectUris = uris;
  if (isPartner && client.state !== "draft" && !wanted.mayIntrospect && wanted.redirectUris.length === 0) {
    refused.redirectUris = ["A partner client keeps at least one redirect URI: without one its credentials are not issued."];
  }
  const unknown = await unknownScopes(
    tx,
    wanted.scopes.filter((name) => !stored.scopes.includes(name)),
  );
  if (unknown.length > 0) refused.scopes = [`The catalogue has no scope called ${unknown.join(", ")}, or it is retired.`];
  if (Object.keys(refused).length > 0) throw invalidFields(refused);
}

async function unknownScopes(tx: Tx, names: string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const known = await tx.scope.findMany({ where: { name: { in: names }, retiredAt: null }, select: { name: true } });
  return names.filter((name) => !known.some((scope) => scope.name === name));
}

async function refuseUnaccepted(tx: Tx, client: Client, stored: StoredSettings, wanted: StoredSettings, { acceptsImpact }: ChangeClientInput): Promise<void> {
  if (acceptsImpact) return;
  const { environment } = client;
  const impact = impactOf({ ...stored, environment }, { ...wanted, environment }, await countDependants(tx, client.clientId));
  if (!impact.some(({ needsAcceptance }) => needsAcceptance)) return;
  const sentences = impact.map(({ text }) => text).join(" ");
  throw new DomainError("invalid", `Nothing is saved yet. ${sentences} Tick the box to accept this, then save again.`, "acceptsImpact");
}

/** What was given to who had the secret must not go on without one (RFC 9700 section 2.5). */
async function endWhatSecretsGuarded(tx: Tx, clientId: string): Promise<void> {
  const now = new Date();
  await tx.clientSecret.updateMany({ where: { clientId, ...whereLive() }, data: { retiredAt: now } });
  await tx.oidcArtifact.updateMany({ where: { clientId, revokedAt: null }, data: { revokedAt: now } });
}

async function writeSettings(tx: Tx, client: Client, stored: StoredSettings, wanted: StoredSettings): Promise<Client> {
  const { clientId } = client;
  const { scopes, redirectUris, ...columns } = wanted;
  const removed = stored.redirectUris.filter((uri) => !redirectUris.includes(uri));
  await tx.redirectUri.deleteMany({ where: { clientId, uri: { in: removed } } });
  await addRedirectUris(
    tx,
    clientId,
    redirectUris.filter((uri) => !stored.redirectUris.includes(uri)),
  );
  await tx.clientScope.deleteMany({ where: { clientId, scopeName: { notIn: scopes } } });
  await tx.clientScope.createMany({ data: scopes.filter((name) => !stored.scopes.includes(name)).map((scopeName) => ({ clientId, scopeName })) });
  const isNameGenerated = client.isNameGenerated && columns.name === client.name;
  return tx.client.update({ where: { clientId }, data: { ...columns, isNameGenerated, version: { increment: 1 } } });
}

async function issueFirstSecret(tx: Tx, actor: Actor, client: Client, key: string): Promise<IssuedSecret> {
  const secret = await writeSecret(tx, actor, client, { name: "First secret", expiresAt: null });
  await rememberSubmission(tx, actor, { key, tenantId: client.tenantId, clientId: client.clientId, secretId: secret.secretId });
  return secret;
}
