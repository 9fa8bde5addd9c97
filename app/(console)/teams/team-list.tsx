import { UsersRound } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state";
import { Identifier } from "#components/ui/identifier";
import { type Column, Table } from "#components/ui/table";
import type { TeamView } from "#lib/tenants/find-teams";
import { CreateTeamForm } from "./create-team-form.tsx";

const columns: Column<TeamView>[] = [
  { header: "Team", kind: "primary", cell: (team) => <span className="wrap-anywhere font-medium">{team.name}</span> },
  { header: "Scope", cell: (team) => <Identifier value={team.scope} label={`Copy the scope of ${team.name}`} /> },
];

/** @param tenantId for staff, who see many tenants. */
export function TeamList({ teams, tenantId }: { teams: TeamView[]; tenantId?: string }) {
  return (
    <>
      {teams.length > 0 ? (
        <Table caption="Teams" columns={columns} rows={teams} rowKey={(team) => team.teamId} />
      ) : (
        <EmptyState icon={<UsersRound />} title="No teams yet">
          A job without a person works for a team. Add one, and its scope can be asked for.
        </EmptyState>
      )}
      <CreateTeamForm key={teams.length} tenantId={tenantId} />
    </>
  );
}
