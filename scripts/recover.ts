import { closeDatabase } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { recoverAdmin } from "#lib/members/recover-admin";

// `npm run recover -- ana@example.com`: the way back in for a locked-out platform admin.
const email = process.argv[2];
try {
  if (!email) throw new DomainError("invalid", "Say whose way back in: npm run recover -- ana@example.com");
  const { url, expiresAt } = await recoverAdmin(email);
  process.stdout.write(`This link sets a new password for ${email}. It works once, until ${expiresAt.toISOString()}:\n\n  ${url}\n`);
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
