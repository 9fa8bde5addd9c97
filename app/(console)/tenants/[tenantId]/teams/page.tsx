import { findTeams } from "#lib/tenants/find-teams";
import { read } from "../../../../_server/read.ts";
import { TeamList } from "../../../teams/team-list.tsx";
import { readTenant } from "../read-tenant.ts";

export const metadata = { title: "Teams" };

export default async function TenantTeamsPage({ params }: PageProps<"/tenants/[tenantId]/teams">) {
  const { tenant } = await readTenant((await params).tenantId);
  const teams = await read((actor) => findTeams(actor, tenant.tenantId));
  return (
    <>
      <p className="text-muted">A client-credentials token reaches the content of one team, which its scope names.</p>
      <TeamList teams={teams} tenantId={tenant.tenantId} />
    </>
  );
}
