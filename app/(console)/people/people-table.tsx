import { Status } from "#components/ui/status";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import { roleNames } from "#lib/access/permissions";
import type { PersonView } from "#lib/members/find-people";

const columns: Column<PersonView>[] = [
  {
    header: "Person",
    kind: "primary",
    cell: (person) => (
      <>
        <RowLink href={`/people/${person.personId}`}>{person.name}</RowLink>
        <SecondLine>{person.email}</SecondLine>
      </>
    ),
  },
  { header: "Role", cell: (person) => roleNames[person.role] },
  { header: "State", cell: (person) => <PersonStatus state={person.state} /> },
];

export function PersonStatus({ state }: { state: PersonView["state"] }) {
  if (state === "invited") return <Status state="pending">Invited</Status>;
  return <Status state={state} />;
}

export function PeopleTable({ people }: { people: PersonView[] }) {
  return <Table caption="People" columns={columns} rows={people} rowKey={(person) => person.personId} />;
}
