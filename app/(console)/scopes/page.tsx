import { ListChecks, Plus } from "lucide-react";
import { ScopeRisk, ScopeWords } from "#components/scope-words";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Status } from "#components/ui/status";
import { type Column, RowLink, Table } from "#components/ui/table";
import { may } from "#lib/access/permissions";
import { findScopes, type ScopeView } from "#lib/scopes/find-scopes";
import { read } from "../../_server/read.ts";
import { ReadOnlyReason } from "./read-only-reason.tsx";
import { scopePath } from "./scope-path.ts";

export const metadata = { title: "Scopes" };

const columns: Column<ScopeView>[] = [
  {
    header: "Scope",
    kind: "primary",
    cell: (scope) => (
      <RowLink href={scopePath(scope.name)}>
        <code className="font-mono">{scope.name}</code>
      </RowLink>
    ),
  },
  { header: "Words", cell: (scope) => <ScopeWords {...scope} /> },
  { header: "Risk", cell: (scope) => <ScopeRisk risk={scope.risk} /> },
];
const clients: Column<ScopeView> = {
  header: "Clients",
  cell: (scope) => <span className={`text-sm ${scope.clients === 0 ? "text-faint" : ""}`}>{scope.clients === 0 ? "none" : scope.clients}</span>,
};
const state: Column<ScopeView> = { header: "State", cell: (scope) => (scope.isRetired ? <Status state="retired" /> : <Status state="active">Live</Status>) };

export default async function ScopesPage() {
  const { actor, scopes } = await read(async (actor) => ({ actor, scopes: await findScopes(actor) }));
  const add = may(actor, "scope.manage") ? (
    <ButtonLink href="/scopes/new" variant="primary">
      <Plus />
      Add scope
    </ButtonLink>
  ) : undefined;
  return (
    <>
      <PageHeader title="Scopes" meta="What an application can ask for, in the words that people read before they allow it." actions={add} />
      {!add && <ReadOnlyReason />}
      {scopes.length === 0 ? (
        <EmptyState icon={<ListChecks />} title="No scopes yet" action={add}>
          A scope is one kind of access, such as reading notes. Once it is here, it can be allowed to a client; a client is refused every scope that it was not
          allowed.
        </EmptyState>
      ) : (
        <Table caption="Scopes" columns={[...columns, ...(actor.kind === "staff" ? [clients] : []), state]} rows={scopes} rowKey={(scope) => scope.name} />
      )}
    </>
  );
}
