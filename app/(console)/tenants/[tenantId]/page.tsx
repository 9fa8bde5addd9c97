import { AppWindow, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { EnvironmentTag } from "#components/ui/tag";
import { findClients } from "#lib/clients/find-clients";
import { notFound } from "#lib/errors";
import { findPeople } from "#lib/members/find-people";
import { findTeams } from "#lib/tenants/find-teams";
import { getTenant } from "#lib/tenants/find-tenants";
import { uuid } from "#lib/text";
import { read } from "../../../_server/read.ts";
import { ClientTable } from "../../clients/client-table.tsx";
import { PeopleTable } from "../../people/people-table.tsx";
import { TeamList } from "../../teams/team-list.tsx";

export const metadata = { title: "Tenant" };

export default async function TenantPage({ params }: PageProps<"/tenants/[tenantId]">) {
  const { tenantId } = await params;
  const { tenant, teams, people, clients } = await read(async (actor) => {
    if (actor.kind !== "staff" || !uuid.safeParse(tenantId).success) throw notFound("This tenant");
    return {
      tenant: await getTenant(actor, tenantId),
      teams: await findTeams(actor, tenantId),
      people: await findPeople(actor, { tenantId }, {}),
      clients: await findClients(actor, { tenantId }, {}),
    };
  });
  return (
    <>
      <PageHeader
        title={tenant.name}
        crumbs={[{ href: "/tenants", label: "Tenants" }]}
        meta={
          <>
            <EnvironmentTag environment={tenant.environment} />
            <code className="font-mono text-sm">{tenant.slug}</code>
          </>
        }
        actions={
          <ButtonLink href={`/people/invite?tenant=${tenantId}`}>
            <Plus />
            Invite a person
          </ButtonLink>
        }
      />
      <Part title="People" note={people.older && "The newest 50."}>
        <PeopleTable people={people.rows} />
      </Part>
      <Part title="Teams">
        <TeamList teams={teams} tenantId={tenantId} />
      </Part>
      <Part title="Clients of this company" note={clients.older && "The newest 25."}>
        {clients.rows.length > 0 ? (
          <ClientTable clients={clients.rows} showsOwner />
        ) : (
          <EmptyState icon={<AppWindow />} title="No clients yet">
            The company's own admins make them: staff can see and disable them, not edit them.
          </EmptyState>
        )}
      </Part>
    </>
  );
}

function Part({ title, note, children }: { title: string; note?: string | null | false; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">
        {title} {note && <span className="text-sm font-normal text-muted">{note}</span>}
      </h2>
      {children}
    </section>
  );
}
