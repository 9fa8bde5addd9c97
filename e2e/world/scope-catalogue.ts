import { asScope } from "#lib/db/as-scope";

/** What a client may ask for. No verb writes the catalogue yet. */
export async function fillScopeCatalogue(): Promise<void> {
  await asScope({ role: "staff" }, (tx) =>
    tx.scope.createMany({
      data: [
        { name: "research.read", title: "Read research", description: "Read research notes, models and their attachments." },
        { name: "research.write", title: "Write research", description: "Create and change research notes and attach files.", risk: "elevated" },
        { name: "contacts.read", title: "Read contacts", description: "Read the people and companies you keep in touch with." },
        { name: "meetings.read", title: "Read meetings", description: "Read meetings, their participants and minutes." },
        { name: "positions.read", title: "Read positions", description: "Read holdings and their history.", risk: "elevated" },
        { name: "ledger.export", title: "Export the ledger", description: "Download every booking of a team.", risk: "high" },
        { name: "people.read", title: "Read people", description: "Read names and e-mail addresses of your colleagues." },
      ],
      skipDuplicates: true,
    }),
  );
}
