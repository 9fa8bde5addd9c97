import { closeDatabase } from "#lib/db/as-scope";
import { inviteFirstAdmin } from "#lib/members/invite-first-admin";

// What `npm start` prints on an empty database.
const link = await inviteFirstAdmin();
if (link) {
  process.stdout.write(`\nNobody runs this Gatehouse yet. Open this link to become the first admin (it works once, for 7 days):\n\n  ${link.url}\n`);
}
await closeDatabase();
