import { AppWindow, Plus } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { may } from "#lib/access/permissions";
import { findClients } from "#lib/clients/find-clients";
import { getTenant } from "#lib/tenants/find-tenants";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";
import { ClientTable } from "./client-table.tsx";

export const metadata = { title: "OAuth clients" };

export default async function ClientsPage({ searchParams }: PageProps<"/clients">) {
  const query = await searchParams;
  const isDeleted = query.state === "deleted";
  const { actor, page, tenant } = await read(async (actor) => {
    // Staff come here from a tenant's page.
    const tenant = typeof query.tenant === "string" && actor.kind === "staff" ? await getTenant(actor, query.tenant) : null;
    const ofTenant = tenant ? { tenantId: tenant.tenantId } : {};
    return { actor, tenant, page: await findClients(actor, { isDeleted, ...ofTenant }, pageRequest(query)) };
  });
  const isTenant = actor.kind === "user";
  const mayAdd = may(actor, isTenant ? "tenant_client.register" : "partner_client.register");
  const add = mayAdd && (
    <ButtonLink href="/clients/new" variant={isTenant ? "primary" : "secondary"}>
      <Plus />
      {isTenant ? "Add OAuth client" : "Add partner client"}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={tenant ? `Clients of ${tenant.name}` : isDeleted ? "Deleted clients" : "OAuth clients"}
        crumbs={tenant ? [{ href: `/tenants/${tenant.tenantId}`, label: tenant.name }] : isDeleted ? [{ href: "/clients", label: "Clients" }] : undefined}
        meta={
          isDeleted
            ? "They can be restored for 30 days. Nothing works with them meanwhile."
            : tenant
              ? "Its own admins make them: staff can see and disable them, not edit them."
              : `Applications that may ask for access to ${isTenant ? `${actor.tenant.name}'s` : "a company's"} data.`
        }
        actions={!isDeleted && !tenant && (page.rows.length > 0 || !isTenant) && add}
      />
      {page.rows.length > 0 ? (
        <ClientTable clients={page.rows} showsOwner={!isTenant} />
      ) : isDeleted ? (
        <EmptyState icon={<AppWindow />} title="No deleted clients">
          A client that is deleted stands here for 30 days.
        </EmptyState>
      ) : tenant ? (
        <EmptyState icon={<AppWindow />} title="No clients yet">
          {tenant.name} has made no OAuth client of its own.
        </EmptyState>
      ) : !isTenant ? (
        <EmptyState
          icon={<AppWindow />}
          title="No OAuth clients yet"
          action={
            <ButtonLink href="/tenants/new" variant="primary">
              <Plus />
              Add tenant
            </ButtonLink>
          }
        >
          Begin with a company: its admin makes its clients. A client of a partner, whose application many companies use, you add yourself.
        </EmptyState>
      ) : (
        <EmptyState icon={<AppWindow />} title="No OAuth clients yet" action={add}>
          An OAuth client is how one application is known to the token service: it has an ID, a secret, and what it may ask for. Make one for each application.
        </EmptyState>
      )}
      <Pager {...pageLinks("/clients", page, { ...(isDeleted && { state: "deleted" }), ...(tenant && { tenant: tenant.tenantId }) })}>
        {!isDeleted && !tenant && (
          <>
            <Link href="/clients/doctor" className="prose-link mr-4">
              Check an address
            </Link>
            <Link href="/clients?state=deleted" className="prose-link">
              Deleted clients
            </Link>
          </>
        )}
      </Pager>
    </>
  );
}
