import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { registerClient } from "#lib/clients/register-client";
import { registerClientInput } from "#lib/clients/schemas";
import { createPersonLink } from "#lib/members/create-person-link";
import { digestOf, type PlainSecret } from "#lib/secrets/client-secret";
import { issueSecret } from "#lib/secrets/issue-secret";
import { resetAllSecrets } from "#lib/secrets/reset-all-secrets";
import { resetSecret } from "#lib/secrets/reset-secret";
import { issueSecretInput, resetAllSecretsInput, resetSecretInput } from "#lib/secrets/schemas";
import { aMember, PASSWORD, tokenOf } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { rowsOf } from "#world/rows-of";

/** The tables in which any of these texts stands: as it is, in base64, or in hex. A row as text holds bytea in hex, and JSON as it was written. */
async function placesOf(...texts: string[]): Promise<string[]> {
  const forms = texts.flatMap((text) => {
    const bytes = Buffer.from(text);
    return [text, bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url"), bytes.toString("hex")];
  });
  const rows = await rowsOf(forms);
  return [...new Set(rows.map((row) => row.slice(0, row.indexOf(" "))))];
}

it("SE-02 R15 R16 a secret's plaintext is in no table after registration, addition, replacement and reset", async () => {
  const { admin } = await aTenant();
  const form = registerClientInput.parse({ name: "Canary", idempotencyKey: randomUUID() });
  const first = await registerClient(admin, form);
  const { clientId } = first;
  const again = await registerClient(admin, form);
  const added = await issueSecret(admin, issueSecretInput.parse({ clientId, name: "Another", idempotencyKey: randomUUID() }));
  const reset = await resetSecret(admin, resetSecretInput.parse({ clientId, secretId: added.secretId, graceSeconds: "3600", idempotencyKey: randomUUID() }));
  const last = await resetAllSecrets(admin, resetAllSecretsInput.parse({ clientId, idempotencyKey: randomUUID() }));
  const secrets = [first.secret?.secret, again.secret?.secret, added.secret, reset.secret, last.secret] as PlainSecret[];
  const randomParts = secrets.map((secret) => secret.slice("gh_secret_".length, -7));
  expect(await placesOf(...secrets, ...randomParts)).toEqual([]);
  expect(await placesOf(...secrets.map((secret) => Buffer.from(digestOf(secret)).toString("hex")))).toEqual(["client_secret"]);
});

it("SE-02 R60 neither a password nor the token of a one-time link is in any table", async () => {
  const { admin } = await aTenant();
  const link = await createPersonLink(admin, await aMember(admin));
  expect(await placesOf(PASSWORD, tokenOf(link))).toEqual([]);
  expect(await placesOf(admin.email)).toContain("person");
});
