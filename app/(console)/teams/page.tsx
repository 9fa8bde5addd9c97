import { PageHeader } from "#components/ui/page-header";
import { notFound } from "#lib/errors";
import { findTeams } from "#lib/tenants/find-teams";
import { read } from "../../_server/read.ts";
import { TeamList } from "./team-list.tsx";

export const metadata = { title: "Teams" };

export default async function TeamsPage() {
  const teams = await read(async (actor) => {
    if (actor.kind !== "user") throw notFound("This page");
    return findTeams(actor, actor.tenant.id);
  });
  return (
    <>
      <PageHeader title="Teams" meta="A client-credentials token reaches the content of one team, which its scope names." />
      <TeamList teams={teams} />
    </>
  );
}
