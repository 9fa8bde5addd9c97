import { roleNames } from "#lib/access/permissions";
import { closeDatabase } from "#lib/db/as-scope";
import { closeThrottle } from "#lib/members/throttle";
import { PASSWORD } from "#world/a-person";
import { demoPeople } from "#world/demo-people";
import { buildDemoWorld, isDemoWorldBuilt } from "#world/demo-world";

// What `npm run demo` fills its database with, and prints at every start.
if (!(await isDemoWorldBuilt())) await buildDemoWorld();
await closeThrottle();
await closeDatabase();

const rows = Object.values(demoPeople).map(({ email, role, of }) => ({ email, role: roleNames[role], of }));
const widest = (column: "email" | "role") => Math.max(...rows.map((row) => row[column].length));
const lines = rows.map(({ email, role, of }) => `  ${email.padEnd(widest("email"))}  ${role.padEnd(widest("role"))}  ${of}`);
process.stdout.write(`Sign in as one of these people. Everybody's password is: ${PASSWORD}\n\n${lines.join("\n")}\n`);
