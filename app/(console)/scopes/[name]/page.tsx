import { ScopeRisk } from "#components/scope-words";
import { DescriptionList } from "#components/ui/description-list";
import { Identifier } from "#components/ui/identifier";
import { PageHeader } from "#components/ui/page-header";
import { SettingsSection } from "#components/ui/settings-section";
import { Status } from "#components/ui/status";
import { may } from "#lib/access/permissions";
import { notFound } from "#lib/errors";
import { getScope } from "#lib/scopes/find-scopes";
import { read } from "../../../_server/read.ts";
import { Preview } from "../preview.tsx";
import { ReadOnlyReason } from "../read-only-reason.tsx";
import { ChangeScopeForm } from "./change-scope-form.tsx";
import { RetireScope } from "./retire-scope.tsx";

export const metadata = { title: "Scope" };

export default async function ScopePage({ params }: PageProps<"/scopes/[name]">) {
  const { name } = await params;
  const { actor, scope } = await read(async (actor) => ({ actor, scope: await getScope(actor, decoded(name)) }));
  const mayManage = may(actor, "scope.manage");
  const preview = <Preview title="A consent prompt says" scope={scope} />;
  return (
    <>
      <PageHeader
        title={scope.title}
        crumbs={[{ href: "/scopes", label: "Scopes" }]}
        meta={
          <>
            <Identifier value={scope.name} label="Copy the name" />
            {scope.isRetired ? <Status state="retired" /> : <Status state="active">Live</Status>}
          </>
        }
      />
      {!mayManage && <ReadOnlyReason />}
      <div>
        {mayManage ? (
          <SettingsSection
            title="Words"
            about={
              <div className="flex flex-col gap-4">
                <p>They can be put better at any time. The name stays: applications have it in their requests.</p>
                {preview}
              </div>
            }
          >
            <ChangeScopeForm scope={scope} />
          </SettingsSection>
        ) : (
          <SettingsSection title="Words" about="What people read before they allow it.">
            <div className="max-w-xl">{preview}</div>
            <DescriptionList items={[{ term: "Risk", value: <ScopeRisk risk={scope.risk} /> }]} />
          </SettingsSection>
        )}
        {mayManage && <RetireScope scope={scope} />}
      </div>
    </>
  );
}

/** @throws DomainError `not_found` for what is no encoding of anything. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw notFound("This scope");
  }
}
