import { randomUUID } from "node:crypto";
import { PageHeader } from "#components/ui/page-header";
import { authorize } from "#lib/access/permissions";
import { generateClientName } from "#lib/clients/client-name";
import { endpoints } from "#lib/endpoints";
import { read } from "../../../_server/read.ts";
import { RegisterForm } from "./register-form.tsx";

export const metadata = { title: "Add OAuth client" };

export default async function NewClientPage() {
  const actor = await read(async (actor) => {
    authorize(actor, actor.kind === "user" ? "tenant_client.register" : "partner_client.register");
    return actor;
  });
  return (
    <>
      <PageHeader
        title={actor.kind === "user" ? "Add OAuth client" : "Add partner client"}
        crumbs={[{ href: "/clients", label: "Clients" }]}
        meta={
          actor.kind === "user"
            ? "It gets a client ID and a secret. The secret is shown once, right after this."
            : "It begins as a draft with a client ID. Its secret is issued once the partner's redirect URIs are known, which this version cannot store yet."
        }
      />
      <RegisterForm
        generatedName={generateClientName()}
        idempotencyKey={randomUUID()}
        tenant={actor.kind === "user" ? actor.tenant : null}
        tokenEndpoint={endpoints().token}
      />
    </>
  );
}
