import { ButtonLink } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { SettingsSection } from "#components/ui/settings-section";
import { SubmitButton } from "#components/ui/submit-button";
import { may, needsRole, roleNames } from "#lib/access/permissions";
import { ADMINS_MAKE_ADMINS } from "#lib/members/becoming-admin";
import { getPerson } from "#lib/members/find-people";
import { countTenant } from "#lib/tenants/count-tenant";
import { read } from "../../../_server/read.ts";
import { PersonStatus } from "../people-table.tsx";
import { disablePersonAction, enablePersonAction, endSessionsAction } from "./actions.ts";
import { PersonLinkForm } from "./person-link-form.tsx";
import { RoleForm } from "./role-form.tsx";

export const metadata = { title: "Person" };

export default async function PersonPage({ params }: PageProps<"/people/[personId]">) {
  const { personId } = await params;
  const { actor, person, adminBarrier } = await read(async (actor) => {
    const person = await getPerson(actor, personId);
    const mayMakeAdmins = person.tenantId === null || may(actor, "person.reset_password") || (await countTenant(actor, person.tenantId)).admins === 0;
    return { actor, person, adminBarrier: mayMakeAdmins ? undefined : ADMINS_MAKE_ADMINS };
  });
  const back =
    actor.kind === "staff" && person.tenantId
      ? { href: `/tenants/${person.tenantId}/people`, label: person.tenantName ?? "Tenant" }
      : { href: "/people", label: actor.kind === "staff" ? "Staff" : "People" };
  const isDisabled = person.state === "disabled";
  return (
    <>
      <PageHeader
        title={person.name}
        crumbs={[back]}
        meta={
          <>
            <span>{person.email}</span>
            <span>{roleNames[person.role]}</span>
            <PersonStatus state={person.state} />
          </>
        }
      />
      <div>
        <SettingsSection
          title={person.state === "invited" ? "Invitation" : "Password"}
          about="The link works once. Making a new one does not end the password; using it does, and signs the person out everywhere else."
        >
          {isDisabled ? (
            <p className="text-muted">Switch the sign-in on first.</p>
          ) : (person.state === "active" && !may(actor, "person.reset_password")) || (person.role === "tenant_admin" && adminBarrier) ? (
            <p className="text-muted">An admin of the company makes the link: whoever holds it can sign in as this person.</p>
          ) : (
            <PersonLinkForm
              personId={personId}
              back={back.href}
              label={person.state === "invited" ? "Make a new invitation link" : "Make a link for a new password"}
            />
          )}
        </SettingsSection>
        <SettingsSection
          title="Role"
          about={
            person.tenantId
              ? "A company admin manages the company's clients, teams and people. A member only what they have allowed themselves."
              : "Customer success manages partner clients and companies. A platform admin also the staff, the scopes and Gatehouse itself."
          }
        >
          <RoleForm
            key={person.role}
            personId={personId}
            role={person.role}
            options={(person.tenantId ? (["member", "tenant_admin"] as const) : (["cs", "platform_admin"] as const)).map((value) => ({
              value,
              label: roleNames[value],
              isDisabled: value === "tenant_admin" && person.role !== "tenant_admin" && adminBarrier !== undefined,
            }))}
            hint={person.role === "tenant_admin" ? undefined : adminBarrier}
          />
        </SettingsSection>
        <SettingsSection title="Sessions" about="Signs the person out of every browser, at their next request.">
          <form action={endSessionsAction}>
            <input type="hidden" name="personId" value={personId} />
            <SubmitButton variant="secondary">End all sessions</SubmitButton>
          </form>
        </SettingsSection>
        <SettingsSection
          title="Sign-in"
          about={
            isDisabled
              ? "It is switched off: nobody can sign in as this person."
              : "Switching it off holds at the person's next request. It can be switched on again."
          }
        >
          <form action={isDisabled ? enablePersonAction : disablePersonAction}>
            <input type="hidden" name="personId" value={personId} />
            <SubmitButton variant="secondary">{isDisabled ? "Switch the sign-in on" : "Switch the sign-in off"}</SubmitButton>
          </form>
        </SettingsSection>
        {personId !== actor.personId && (
          <SettingsSection title="Delete" about="For good, with sessions and what acts as them. What they made stays, and so does the audit log.">
            {may(actor, "person.delete") ? (
              <p>
                <ButtonLink href={`/people/${personId}/delete`} className="text-bad">
                  Delete…
                </ButtonLink>
              </p>
            ) : (
              <p className="text-muted">{needsRole("person.delete")}</p>
            )}
          </SettingsSection>
        )}
      </div>
    </>
  );
}
