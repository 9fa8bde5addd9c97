import { KeyRound, Plus } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { exactTime, RelativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import { type Column, SecondLine, Table } from "#components/ui/table";
import { findSecrets, type SecretView } from "#lib/secrets/find-secrets";
import { read } from "../../../../_server/read.ts";
import { readClient } from "../read-client.ts";

export const metadata = { title: "Secrets" };

export default async function SecretsPage({ params }: PageProps<"/clients/[clientId]/secrets">) {
  const { client } = await readClient((await params).clientId);
  const path = `/clients/${client.clientId}/secrets`;
  if (client.type === "public") {
    return (
      <EmptyState icon={<KeyRound />} title="A public client has no secret">
        The application runs on people's own devices, where a secret could be read out. It proves itself with PKCE instead.
      </EmptyState>
    );
  }
  const secrets = await read((actor) => findSecrets(actor, client.clientId));
  const mayAct = client.may.includes("issue_secret");
  const handOver = mayAct && client.owner === null && <ButtonLink href={`/clients/${client.clientId}/hand-overs/secret`}>Hand over a secret…</ButtonLink>;
  const live = secrets.filter((secret) => secret.isLive);
  const add = mayAct && (
    <ButtonLink href={`${path}/new`} variant={live.length === 0 ? "primary" : "secondary"}>
      <Plus />
      Add a secret
    </ButtonLink>
  );
  if (secrets.length === 0) {
    return (
      <EmptyState
        icon={<KeyRound />}
        title="No secret yet"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {add}
            {handOver}
          </div>
        }
      >
        {client.state === "draft"
          ? "This client is a draft. Its secret is issued once its redirect URIs are known."
          : "The application proves itself to the token service with a secret."}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted">
          A secret is shown once, when it is made. Give each place where the application runs one of its own, and you can end them one at a time.
        </p>
        <div className="flex flex-wrap gap-2">
          {add}
          {handOver}
          {mayAct && live.length > 1 && <ButtonLink href={`${path}/reset-all`}>Reset all…</ButtonLink>}
        </div>
      </div>
      <Table caption="Secrets" columns={columnsFor(mayAct ? path : null)} rows={secrets} rowKey={(secret) => secret.id} />
    </>
  );
}

function columnsFor(path: string | null): Column<SecretView>[] {
  const now = new Date();
  return [
    {
      header: "Secret",
      kind: "primary",
      cell: (secret) => (
        <>
          <span className="font-medium">{secret.name}</span>
          <SecondLine>
            ends in <code className="font-mono">{secret.hint}</code>
          </SecondLine>
        </>
      ),
    },
    {
      header: "Made",
      cell: (secret) => (
        <>
          <RelativeTime at={secret.createdAt} now={now} />
          <SecondLine>by {secret.createdBy}</SecondLine>
        </>
      ),
    },
    {
      header: "Last used",
      cell: (secret) => <span className="text-muted">{secret.lastUsedAt ? <RelativeTime at={secret.lastUsedAt} now={now} /> : "never"}</span>,
    },
    { header: "State", cell: (secret) => <SecretStatus secret={secret} now={now} /> },
    {
      header: "Actions",
      cell: (secret) =>
        path !== null &&
        secret.isLive && (
          <div className="flex flex-wrap gap-2">
            {!secret.isReplaced && (
              <ButtonLink size="small" href={`${path}/${secret.id}/reset`} aria-label={`Reset ${secret.name}`}>
                Reset…
              </ButtonLink>
            )}
            <ButtonLink size="small" variant="quiet" href={`${path}/${secret.id}/retire`} aria-label={`Retire ${secret.name}`}>
              Retire…
            </ButtonLink>
          </div>
        ),
    },
  ];
}

function SecretStatus({ secret, now }: { secret: SecretView; now: Date }) {
  if (secret.endedAt) {
    return (
      <>
        <Status state={secret.endedAt.getTime() === secret.expiresAt?.getTime() ? "expired" : "retired"} />
        <SecondLine>
          <RelativeTime at={secret.endedAt} now={now} />
        </SecondLine>
      </>
    );
  }
  if (secret.expiresAt) {
    return (
      <>
        <Status state="expiring">{secret.isReplaced ? "Replaced, works until" : "Works until"}</Status>
        <SecondLine>{exactTime(secret.expiresAt)}</SecondLine>
      </>
    );
  }
  return <Status state="active">Works</Status>;
}
