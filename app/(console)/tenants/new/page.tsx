import { PageHeader } from "#components/ui/page-header";
import { authorize } from "#lib/access/permissions";
import { read } from "../../../_server/read.ts";
import { RegisterTenantForm } from "./register-tenant-form.tsx";

export const metadata = { title: "Add tenant" };

export default async function NewTenantPage() {
  await read(async (actor) => authorize(actor, "tenant.register"));
  return (
    <>
      <PageHeader
        title="Add tenant"
        crumbs={[{ href: "/tenants", label: "Tenants" }]}
        meta="A company, its first team, and the admin who takes it from there."
      />
      <RegisterTenantForm />
    </>
  );
}
