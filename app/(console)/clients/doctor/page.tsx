import { PageHeader } from "#components/ui/page-header";
import { authorize } from "#lib/access/permissions";
import { endpoints } from "#lib/endpoints";
import { read } from "../../../_server/read.ts";
import { DoctorForm } from "./doctor-form.tsx";

export const metadata = { title: "Check an address" };

export default async function DoctorPage() {
  await read(async (actor) => authorize(actor, "client.see"));
  return (
    <>
      <PageHeader
        title="Check an address"
        crumbs={[{ href: "/clients", label: "Clients" }]}
        meta="Signing in to an application fails? Paste the address that it sends people to, and read what is wrong with it."
      />
      <DoctorForm endpoint={endpoints().authorization} />
    </>
  );
}
