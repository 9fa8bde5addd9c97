import { ButtonLink } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { roleNames } from "#lib/access/permissions";
import { countPersonRemoval } from "#lib/members/count-person-removal";
import { getPerson } from "#lib/members/find-people";
import { read } from "../../../../_server/read.ts";
import { told } from "../../../enablements/enabled-table.tsx";
import { DeletePersonForm } from "./delete-form.tsx";

export const metadata = { title: "Delete a person" };

export default async function DeletePersonPage({ params }: PageProps<"/people/[personId]/delete">) {
  const { personId } = await params;
  const { actor, person, removal } = await read(async (actor) => ({
    actor,
    person: await getPerson(actor, personId),
    removal: await countPersonRemoval(actor, personId),
  }));
  const { name, email, role, version, tenantId, tenantName } = person;
  const { sessions, apps, tokens, openRequests, clients, barrier } = removal;
  const back =
    actor.kind === "staff" && tenantId ? { href: `/tenants/${tenantId}/people`, label: tenantName ?? "Tenant" } : { href: "/people", label: "People" };
  return (
    <>
      <PageHeader
        title="Delete a person"
        crumbs={[back, { href: `/people/${personId}`, label: name }]}
        meta={`${email}, ${roleNames[role]}${tenantName ? ` of ${tenantName}` : ""}`}
      />
      <section aria-labelledby="delete-title" className="flex max-w-xl flex-col items-start gap-4 rounded-card border border-bad-line bg-surface p-5">
        <h2 id="delete-title" className="wrap-anywhere max-w-full text-lg font-semibold">
          Delete {name}?
        </h2>
        {barrier === null ? (
          <DeletePersonForm personId={personId} version={version} name={name}>
            <p>This cannot be undone. It holds at the person's very next request:</p>
            <ul className="flex list-disc flex-col gap-1 pl-5">
              <li>{told(sessions, "session ends", "sessions end")}, and so do their password, links and notifications.</li>
              {tenantId !== null && (
                <li>
                  {told(apps, "app that they have allowed stops", "apps that they have allowed stop")};{" "}
                  {told(tokens, "grant or token", "grants and tokens").toLowerCase()} act for them.
                </li>
              )}
              {clients > 0 && <li>{told(clients, "client that they made goes on", "clients that they made go on")}.</li>}
              {openRequests > 0 && <li>{told(openRequests, "request of theirs still waits", "requests of theirs still wait")} for an answer.</li>}
            </ul>
            <p className="text-muted">
              What they approved for the company goes on, and the audit log keeps their name. Whoever is invited with this address later is somebody else.
            </p>
          </DeletePersonForm>
        ) : (
          <>
            <p>{barrier}</p>
            <ButtonLink href={`/people/${personId}`}>Back</ButtonLink>
          </>
        )}
      </section>
    </>
  );
}
