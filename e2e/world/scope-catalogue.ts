import type { Actor } from "#lib/access/actor";
import { addScope } from "#lib/scopes/add-scope";
import { addScopeInput } from "#lib/scopes/schemas";

const catalogue = [
  { scopeName: "research.read", title: "Read research", description: "Read research notes, models and their attachments.", risk: "low" },
  { scopeName: "research.write", title: "Write research", description: "Create and change research notes and attach files.", risk: "elevated" },
  { scopeName: "contacts.read", title: "Read contacts", description: "Read the people and companies you keep in touch with.", risk: "low" },
  { scopeName: "meetings.read", title: "Read meetings", description: "Read meetings, their participants and minutes.", risk: "low" },
  { scopeName: "positions.read", title: "Read positions", description: "Read holdings and their history.", risk: "elevated" },
  { scopeName: "ledger.export", title: "Export the ledger", description: "Download every booking of a team.", risk: "high" },
  { scopeName: "people.read", title: "Read people", description: "Read names and e-mail addresses of your colleagues.", risk: "low" },
];

/** What a client may ask for. */
export async function fillScopeCatalogue(by: Actor): Promise<void> {
  for (const scope of catalogue) await addScope(by, addScopeInput.parse(scope));
}
