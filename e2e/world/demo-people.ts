/** Who can sign in to the demo: every role, and in every tenant an admin and a member. */
export const demoPeople = {
  ingrid: { name: "Ingrid Solheim", email: "ingrid@gatehouse.example", role: "platform_admin", of: "Gatehouse staff" },
  kwame: { name: "Kwame Boateng", email: "kwame@gatehouse.example", role: "cs", of: "Gatehouse staff" },
  amara: { name: "Amara Okafor", email: "amara@northwind.example", role: "tenant_admin", of: "Northwind Capital, production" },
  sofia: { name: "Sofía Herrera", email: "sofia@northwind.example", role: "tenant_admin", of: "Northwind Capital, production" },
  lukas: { name: "Lukas Brandt", email: "lukas@northwind.example", role: "member", of: "Northwind Capital, production" },
  devika: { name: "Devika Rao", email: "devika@sandbox.northwind.example", role: "tenant_admin", of: "Northwind Capital, sandbox" },
  tomas: { name: "Tomás Ribeiro", email: "tomas@sandbox.northwind.example", role: "member", of: "Northwind Capital, sandbox" },
  siobhan: { name: "Siobhán Byrne", email: "siobhan@harbour.example", role: "tenant_admin", of: "Harbour Asset Management, production" },
  wei: { name: "Chen Wei", email: "wei@harbour.example", role: "member", of: "Harbour Asset Management, production" },
} as const;

/** As the admin of a new tenant is given. */
export function asFirstAdmin(person: { name: string; email: string }): { adminName: string; adminEmail: string } {
  return { adminName: person.name, adminEmail: person.email };
}
