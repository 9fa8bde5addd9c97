import { ButtonLink } from "#components/ui/button";
import { SettingsSection } from "#components/ui/settings-section";
import { SubmitButton } from "#components/ui/submit-button";
import { may, needsRole } from "#lib/access/permissions";
import { readTenant } from "../read-tenant.ts";
import { enableTenantAction } from "./actions.ts";
import { RenameTenantForm } from "./rename-form.tsx";

export const metadata = { title: "Settings of the tenant" };

export default async function TenantSettingsPage({ params }: PageProps<"/tenants/[tenantId]/settings">) {
  const { actor, tenant } = await readTenant((await params).tenantId);
  const { tenantId, name, version, environment, disabledAt } = tenant;
  return (
    <div>
      <SettingsSection title="Name" about="What its people and partners read. The slug stays as it is: host names hang on it.">
        <RenameTenantForm key={version} tenantId={tenantId} version={version} name={name} />
      </SettingsSection>
      <SettingsSection title="Environment" about="Sandbox and production have clients of their own, so a company never changes from one to the other.">
        <p>{environment === "sandbox" ? "Sandbox" : "Production"}</p>
      </SettingsSection>
      <SettingsSection
        title={disabledAt ? "Enable the company" : "Disable the company"}
        about={
          disabledAt
            ? "Its people can sign in again, and its clients and integrations go on from where they were."
            : "For a contract that has ended, or an emergency. Nothing is deleted."
        }
      >
        {disabledAt ? (
          <form action={enableTenantAction}>
            <input type="hidden" name="tenantId" value={tenantId} />
            <SubmitButton variant="secondary">Enable {name}</SubmitButton>
          </form>
        ) : (
          <p>
            <ButtonLink href={`/tenants/${tenantId}/disable`} className="text-bad">
              Disable…
            </ButtonLink>
          </p>
        )}
      </SettingsSection>
      <SettingsSection title="Delete the company" about="For good, with its people, clients and tokens. Only the audit log keeps what was done.">
        {may(actor, "tenant.delete") ? (
          <p>
            <ButtonLink href={`/tenants/${tenantId}/delete`} className="text-bad">
              Delete…
            </ButtonLink>
          </p>
        ) : (
          <p className="text-muted">{needsRole("tenant.delete")}</p>
        )}
      </SettingsSection>
    </div>
  );
}
