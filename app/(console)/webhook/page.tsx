import { Webhook } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { RelativeTime } from "#components/ui/relative-time";
import { SettingsSection } from "#components/ui/settings-section";
import { Status } from "#components/ui/status";
import { SubmitButton } from "#components/ui/submit-button";
import { type Column, SecondLine, Table } from "#components/ui/table";
import { type DeliveryView, findDeliveries, getWebhook } from "#lib/webhooks/find-webhook";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";
import { sendAgainAction } from "./actions.ts";
import { WebhookForm } from "./webhook-form.tsx";

export const metadata = { title: "Webhook" };

export default async function WebhookPage({ searchParams }: PageProps<"/webhook">) {
  const request = pageRequest(await searchParams);
  const { actor, webhook, page } = await read(async (actor) => ({
    actor,
    webhook: await getWebhook(actor),
    page: await findDeliveries(actor, request),
  }));
  const whose = actor.kind === "user" ? actor.tenant.name : "any company";
  return (
    <>
      <PageHeader title="Webhook" meta={`An application of yours is told when an integration of ${whose} is enabled, disabled, asked for or refused.`} />
      <div>
        <SettingsSection
          title="Where to"
          about="Each message names what happened and for whom. It holds no secret and no token, and is signed as Standard Webhooks says: webhook-id, webhook-timestamp, webhook-signature."
        >
          <WebhookForm url={webhook?.url ?? ""} />
          {webhook && (
            <div className="flex flex-wrap items-center gap-3">
              <p className="text-sm text-muted">
                The secret is from <RelativeTime at={webhook.since} />.
              </p>
              <ButtonLink href="/webhook/remove" size="small">
                Remove the webhook…
              </ButtonLink>
            </div>
          )}
        </SettingsSection>
      </div>
      <h2 className="text-lg font-semibold">What was sent</h2>
      {page.rows.length > 0 ? (
        <Table caption="What was sent" columns={columns(new Date())} rows={page.rows} rowKey={({ deliveryId }) => deliveryId} />
      ) : (
        <EmptyState icon={<Webhook />} title="Nothing was sent yet">
          {webhook ? "The next thing that happens is sent, and stands here for 30 days." : "Set an address first."}
        </EmptyState>
      )}
      <Pager {...pageLinks("/webhook", page)} />
    </>
  );
}

function columns(now: Date): Column<DeliveryView>[] {
  return [
    {
      header: "What",
      kind: "primary",
      cell: ({ event, about }) => (
        <>
          <code className="font-mono text-sm">{event}</code>
          <SecondLine>{about}</SecondLine>
        </>
      ),
    },
    { header: "When", cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} isPlain /> },
    {
      header: "How it went",
      cell: ({ deliveredAt, lastError, attempts, nextAttemptAt }) => (
        <>
          {!lastError && deliveredAt ? (
            <Status state="approved">Arrived</Status>
          ) : lastError ? (
            <Status state="not-ready">{lastError}</Status>
          ) : (
            <Status state="pending">On its way</Status>
          )}
          <SecondLine>
            {attempts === 1 ? "1 try" : `${attempts} tries`}
            {lastError && nextAttemptAt && ", and goes on trying"}
          </SecondLine>
        </>
      ),
    },
    {
      header: "Again",
      cell: ({ deliveryId, event }) => (
        <form action={sendAgainAction}>
          <input type="hidden" name="deliveryId" value={deliveryId} />
          <SubmitButton size="small" variant="secondary" aria-label={`Send ${event} again`}>
            Send again
          </SubmitButton>
        </form>
      ),
    },
  ];
}
