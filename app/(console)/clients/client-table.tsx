import { Ban, CircleCheckBig, CirclePlay, KeyRound, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { Identifier } from "#components/ui/identifier";
import type { MenuItem } from "#components/ui/menu-items";
import { RelativeTime } from "#components/ui/relative-time";
import { RowMenu } from "#components/ui/row-menu";
import { RowMenuTrigger } from "#components/ui/row-menu-trigger";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import { EnvironmentTag } from "#components/ui/tag";
import type { ClientView } from "#lib/clients/find-clients";
import { disableAction, enableAction, restoreAction } from "./actions.ts";
import { ClientStatus, grantNames, typeNames } from "./client-words.tsx";

const menu: MenuItem[] = [
  { id: "rename", label: "Rename", icon: <Pencil />, href: "/clients/{clientId}/settings#name" },
  { id: "secrets", label: "Secrets", icon: <KeyRound />, href: "/clients/{clientId}/secrets" },
  { id: "activate", label: "Activate…", icon: <CircleCheckBig />, href: "/clients/{clientId}/activate" },
  { id: "disable", label: "Disable", icon: <Ban />, action: disableAction },
  { id: "enable", label: "Enable", icon: <CirclePlay />, action: enableAction },
  { id: "restore", label: "Restore", icon: <RotateCcw />, action: restoreAction },
  { id: "delete", label: "Delete…", icon: <Trash2 />, href: "/clients/{clientId}/delete", isDangerous: true, startsGroup: true },
];

function menuFor({ may }: ClientView): string[] {
  const forSecrets = may.includes("issue_secret") ? ["secrets"] : [];
  return [...(may.includes("change") ? ["rename"] : []), ...forSecrets, ...may];
}

export function ClientTable({ clients, showsOwner }: { clients: ClientView[]; showsOwner: boolean }) {
  const now = new Date();
  const owner: Column<ClientView> = {
    header: "Owner",
    cell: (client) => (
      <>
        <span className="wrap-anywhere">{client.owner?.name ?? "Partner client"}</span>
        <SecondLine>
          <EnvironmentTag environment={client.environment} />
        </SecondLine>
      </>
    ),
  };
  const columns: Column<ClientView>[] = [
    {
      header: "Client",
      kind: "primary",
      cell: (client) => (
        <>
          <RowLink href={`/clients/${client.clientId}`}>{client.name}</RowLink>
          <SecondLine>
            <Identifier value={client.clientId} label={`Copy the client ID of ${client.name}`} />
          </SecondLine>
        </>
      ),
    },
    ...(showsOwner ? [owner] : []),
    {
      header: "Type and grants",
      cell: (client) => (
        <>
          {typeNames[client.type]}
          <SecondLine>{client.grants.map((grant) => grantNames[grant]).join(", ") || "No grant yet"}</SecondLine>
        </>
      ),
    },
    {
      header: "Last used",
      cell: (client) => <span className="text-muted">{client.lastUsedAt ? <RelativeTime at={client.lastUsedAt} now={now} isPlain /> : "never"}</span>,
    },
    { header: "State", cell: (client) => <ClientStatus client={client} now={now} /> },
    {
      header: "More actions",
      kind: "actions",
      cell: (client) => (
        <RowMenuTrigger name={client.name} href={`/clients/${client.clientId}#actions`} items={menuFor(client)} fields={{ clientId: client.clientId }} />
      ),
    },
  ];
  return (
    <RowMenu items={menu}>
      <Table caption="OAuth clients" columns={columns} rows={clients} rowKey={(client) => client.clientId} />
    </RowMenu>
  );
}
