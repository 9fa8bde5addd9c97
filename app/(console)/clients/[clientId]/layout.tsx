import { Ban, CircleCheckBig, CirclePlay, Pencil, RotateCcw, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Identifier } from "#components/ui/identifier";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import { SubmitButton } from "#components/ui/submit-button";
import { Tabs } from "#components/ui/tabs";
import { EnvironmentTag, Tag } from "#components/ui/tag";
import type { ClientView } from "#lib/clients/find-clients";
import { disableAction, enableAction, restoreAction } from "../actions.ts";
import { ClientStatus } from "../client-words.tsx";
import { readClient } from "./read-client.ts";
import { NameForm } from "./settings/name-form.tsx";

export default async function ClientLayout({ params, children }: LayoutProps<"/clients/[clientId]">) {
  const { actor, client } = await readClient((await params).clientId);
  const path = `/clients/${client.clientId}`;
  return (
    <>
      <PageHeader
        title={client.name}
        crumbs={[{ href: "/clients", label: "Clients" }]}
        meta={
          <>
            <Identifier value={client.clientId} label="Copy the client ID" />
            <ClientStatus client={client} />
            {actor.kind === "staff" && <EnvironmentTag environment={client.environment} prefix={client.owner?.name ?? "Partner client"} />}
            {client.isNameGenerated && <Tag>Generated name</Tag>}
            {client.namesakes > 0 && <Tag look="warn">Name used twice</Tag>}
            <span className="text-sm">
              {client.lastUsedAt ? (
                <>
                  last token <RelativeTime at={client.lastUsedAt} />
                </>
              ) : (
                "no token yet"
              )}
            </span>
          </>
        }
        actions={<Actions client={client} />}
      />
      {client.deletedAt && client.restorableUntil && (
        <Notice tone="error" title="This client is deleted">
          Nothing works with it. It can be restored until <RelativeTime at={client.restorableUntil} />; after that it is gone for good.
        </Notice>
      )}
      {client.state === "disabled" && !client.deletedAt && (
        <Notice tone="warn" title="This client is disabled">
          Its tokens and requests are refused. Enabling it makes it work again with the same secrets.
        </Notice>
      )}
      <Tabs
        label={client.name}
        tabs={[
          { href: path, label: "Overview" },
          ...(client.may.includes("change") ? [{ href: `${path}/settings`, label: "Settings" }] : []),
          { href: `${path}/secrets`, label: "Secrets" },
          ...(actor.kind === "staff" && !client.owner ? [{ href: `${path}/hand-overs`, label: "Hand-over" }] : []),
          { href: `${path}/refused`, label: "Refused requests" },
          ...(actor.kind === "staff" && client.owner === null
            ? [
                { href: `${path}/tenants`, label: "Tenants" },
                { href: `${path}/bulk`, label: "Bulk jobs" },
                { href: `${path}/migration`, label: "API tokens" },
              ]
            : []),
          { href: `${path}/activity`, label: "Activity" },
        ]}
      />
      {children}
    </>
  );
}

function Actions({ client }: { client: ClientView & { namesakes: number } }) {
  const { clientId, name, version, may } = client;
  return (
    <div id="actions" className="flex flex-wrap gap-2">
      {may.includes("activate") && (
        <ButtonLink href={`/clients/${clientId}/activate`} variant="primary">
          <CircleCheckBig />
          Activate…
        </ButtonLink>
      )}
      {may.includes("disable") && (
        <PressForm action={disableAction} clientId={clientId}>
          <Ban />
          Disable
        </PressForm>
      )}
      {may.includes("enable") && (
        <PressForm action={enableAction} clientId={clientId}>
          <CirclePlay />
          Enable
        </PressForm>
      )}
      {may.includes("restore") && (
        <PressForm action={restoreAction} clientId={clientId}>
          <RotateCcw />
          Restore
        </PressForm>
      )}
      {may.includes("change") && (
        <Dialog
          key={version}
          trigger={
            <>
              <Pencil />
              Rename
            </>
          }
          href={`/clients/${clientId}/settings#name`}
          title={`Rename ${name}`}
          place={{ name: client.owner?.name ?? "Partner client", environment: client.environment }}
        >
          <NameForm clientId={clientId} version={version} name={name} namesakes={client.namesakes} />
        </Dialog>
      )}
      {may.includes("delete") && (
        <ButtonLink href={`/clients/${clientId}/delete`} className="text-bad">
          <Trash2 />
          Delete…
        </ButtonLink>
      )}
    </div>
  );
}

function PressForm({ action, clientId, children }: { action: (form: FormData) => Promise<void>; clientId: string; children: ReactNode }) {
  return (
    <form action={action}>
      <input type="hidden" name="clientId" value={clientId} />
      <SubmitButton variant="secondary">{children}</SubmitButton>
    </form>
  );
}
