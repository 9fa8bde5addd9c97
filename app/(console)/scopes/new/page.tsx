import { PageHeader } from "#components/ui/page-header";
import { authorize } from "#lib/access/permissions";
import { read } from "../../../_server/read.ts";
import { Preview } from "../preview.tsx";
import { AddScopeForm } from "./add-scope-form.tsx";

export const metadata = { title: "Add scope" };

const EXAMPLE = { title: "Read notes", description: "Read the notes of your teams, with their attachments." };

export default async function NewScopePage() {
  await read(async (actor) => authorize(actor, "scope.manage"));
  return (
    <>
      <PageHeader
        title="Add scope"
        crumbs={[{ href: "/scopes", label: "Scopes" }]}
        meta="One kind of access. Adding it gives it to nobody: it is allowed client by client."
      />
      <div className="grid items-start gap-x-10 gap-y-6 wide:grid-cols-[minmax(0,36rem)_minmax(0,18rem)]">
        <AddScopeForm />
        <Preview title="A consent prompt says it like this" scope={EXAMPLE} />
      </div>
    </>
  );
}
