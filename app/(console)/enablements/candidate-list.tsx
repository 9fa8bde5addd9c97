import { SearchX } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state";
import { Status } from "#components/ui/status";
import { SubmitButton } from "#components/ui/submit-button";
import { type Column, SecondLine, Table } from "#components/ui/table";
import { EnvironmentTag } from "#components/ui/tag";
import type { Candidate } from "#lib/enablements/find-candidates";
import type { EnablementInput } from "#lib/enablements/schemas";
import { enableForTenantAction } from "./actions.ts";

type Props = { caption: string; header: string; candidates: Candidate[]; pairWith: (id: string) => EnablementInput; children: string };

/** What could be enabled, each with its button or with why it has none. @param children what it means that there is nothing. */
export function CandidateList({ caption, header, candidates, pairWith, children }: Props) {
  if (candidates.length === 0) {
    return (
      <EmptyState icon={<SearchX />} title="Nothing found">
        {children}
      </EmptyState>
    );
  }
  const columns: Column<Candidate>[] = [
    {
      header,
      kind: "primary",
      cell: ({ name, detail }) => (
        <>
          <span className="wrap-anywhere font-medium">{name}</span>
          <SecondLine>{detail}</SecondLine>
        </>
      ),
    },
    { header: "Environment", cell: ({ environment }) => <EnvironmentTag environment={environment} /> },
    { header: "State", cell: (candidate) => <Enable candidate={candidate} pair={pairWith(candidate.id)} /> },
  ];
  return <Table caption={caption} columns={columns} rows={candidates} rowKey={({ id }) => id} />;
}

function Enable({ candidate: { name, isEnabled, barrier }, pair }: { candidate: Candidate; pair: EnablementInput }) {
  if (isEnabled) return <Status state="active">Enabled</Status>;
  if (barrier) return <p className="max-w-sm text-sm text-muted">{barrier}</p>;
  return (
    <form action={enableForTenantAction}>
      <input type="hidden" name="clientId" value={pair.clientId} />
      <input type="hidden" name="tenantId" value={pair.tenantId} />
      <SubmitButton size="small" variant="secondary" aria-label={`Enable: ${name}`}>
        Enable
      </SubmitButton>
    </form>
  );
}
