import { ScopeRisk } from "#components/scope-words";
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
        <SettingsSection
          title="Words"
          about={
            mayManage ? "They can be put better at any time. The name stays: applications have it in their requests." : "What people read before they allow it."
          }
        >
          <Preview title="A consent prompt says" scope={scope} />
          {mayManage ? (
            <ChangeScopeForm scope={scope} />
          ) : (
            <p className="flex gap-1.5 text-sm">
              <span className="text-muted">Risk:</span> <ScopeRisk risk={scope.risk} />
            </p>
          )}
        </SettingsSection>
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
