import { randomUUID } from "node:crypto";
import { PageHeader } from "#components/ui/page-header";
import { authorize } from "#lib/access/permissions";
import { barriers } from "#lib/clients/barriers";
import { clientKinds } from "#lib/clients/client-kinds";
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
  const isPartner = actor.kind !== "user";
  const { type, grants } = clientKinds.job;
  return (
    <>
      <PageHeader
        title={isPartner ? "Add partner client" : "Add OAuth client"}
        crumbs={[{ href: "/clients", label: "Clients" }]}
        meta={
          isPartner
            ? "It begins as a draft with a client ID. Once the partner's redirect URIs are there, you activate it, and its secret is shown once."
            : "It gets a client ID, and a secret if it can keep one. The secret is shown once, right after this."
        }
      />
      <RegisterForm
        generatedName={generateClientName()}
        idempotencyKey={randomUUID()}
        tenant={isPartner ? null : actor.tenant}
        jobLockedReason={barriers.client_credentials({ type, grants: [...grants], actsAs: "user", isPartner, isDraft: true, redirectUris: [] })}
        tokenEndpoint={endpoints(isPartner ? null : actor.tenant).token}
      />
    </>
  );
}
