import { ListX } from "lucide-react";
import { RelativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import { SubmitButton } from "#components/ui/submit-button";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import type { MigrationView } from "#lib/api-token-migrations/find-migration";
import { removeFromMigrationAction } from "./actions.ts";
import { stateWords } from "./state-words.ts";

const columns: Column<MigrationView & { clientId: string }>[] = [
  {
    header: "Company",
    kind: "primary",
    cell: ({ tenantId, name, slug }) => (
      <>
        <RowLink href={`/tenants/${tenantId}`}>{name}</RowLink>
        <SecondLine>
          <code className="font-mono">{slug}</code>
        </SecondLine>
      </>
    ),
  },
  { header: "State", cell: ({ state }) => <Status state={stateWords[state].look}>{stateWords[state].word}</Status> },
  {
    header: "Since",
    cell: ({ importedAt, reauthenticatedAt }) => (
      <span className="text-muted">
        {reauthenticatedAt ? (
          <>
            first token <RelativeTime at={reauthenticatedAt} isPlain />
          </>
        ) : (
          <>
            on the list <RelativeTime at={importedAt} isPlain />
          </>
        )}
      </span>
    ),
  },
  {
    header: "Take off the list",
    kind: "actions",
    cell: ({ clientId, tenantId, name }) => (
      <form action={removeFromMigrationAction} className="relative">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="tenantId" value={tenantId} />
        <SubmitButton variant="quiet" size="icon-small" aria-label={`Take ${name} off the list`} title="Take off the list">
          <ListX />
        </SubmitButton>
      </form>
    ),
  },
];

export function MigrationTable({ clientId, rows }: { clientId: string; rows: MigrationView[] }) {
  return (
    <Table caption="Companies that move from API tokens" columns={columns} rows={rows.map((row) => ({ ...row, clientId }))} rowKey={(row) => row.tenantId} />
  );
}
