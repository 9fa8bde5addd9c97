import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { registerClient } from "#lib/clients/register-client";
import { registerClientInput } from "#lib/clients/schemas";
import { createPersonLink } from "#lib/members/create-person-link";
import { digestOf, type PlainSecret } from "#lib/secrets/client-secret";
import { issueSecret } from "#lib/secrets/issue-secret";
import { resetAllSecrets, resetSecret } from "#lib/secrets/reset-secret";
import { issueSecretInput, resetAllSecretsInput, resetSecretInput } from "#lib/secrets/schemas";
import { aMember, PASSWORD, tokenOf } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { rowsOf } from "#world/rows-of";

/** The tables in which a text stands: as it is, in base64, or in hex. A row as text holds bytea in hex, and JSON as it was written. */
async function placesOf(text: string): Promise<string[]> {
  const bytes = Buffer.from(text);
  const rows = await rowsOf([text, bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url"), bytes.toString("hex")]);
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
  const secrets = [first.secret?.secret, again.secret?.secret, added.secret, reset.secret, last.secret];
  for (const secret of secrets) {
    const plain = secret as PlainSecret;
    expect(await placesOf(plain)).toEqual([]);
    expect(await placesOf(plain.split("_")[2] ?? "")).toEqual([]);
    expect(await placesOf(Buffer.from(digestOf(plain)).toString("hex"))).toEqual(["client_secret"]);
  }
});

it("SE-02 R60 neither a password nor the token of a one-time link is in any table", async () => {
  const { admin } = await aTenant();
  const link = await createPersonLink(admin, await aMember(admin));
  expect(await placesOf(PASSWORD)).toEqual([]);
  expect(await placesOf(tokenOf(link))).toEqual([]);
  expect(await placesOf(admin.email)).toContain("person");
});
