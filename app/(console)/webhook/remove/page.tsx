import { notFound } from "next/navigation";
import { PageHeader } from "#components/ui/page-header";
import { getWebhook } from "#lib/webhooks/find-webhook";
import { read } from "../../../_server/read.ts";
import { RemoveForm } from "./remove-form.tsx";

export const metadata = { title: "Remove the webhook" };

export default async function RemoveWebhookPage() {
  const webhook = await read(getWebhook);
  if (!webhook) notFound();
  return (
    <>
      <PageHeader title="Remove the webhook" crumbs={[{ href: "/webhook", label: "Webhook" }]} />
      <section aria-labelledby="remove-title" className="flex max-w-xl flex-col items-start gap-4 rounded-card border border-bad-line bg-surface p-5">
        <h2 id="remove-title" className="wrap-anywhere max-w-full text-lg font-semibold">
          Tell {new URL(webhook.url).host} nothing any more?
        </h2>
        <ul className="flex list-disc flex-col gap-1 pl-5">
          <li>The application there is sent nothing from now on, and what waits to be sent or tried again is not.</li>
          <li>The list of what was sent is deleted.</li>
          <li>Its secret ends. A webhook that you set later has another.</li>
        </ul>
        <RemoveForm />
      </section>
    </>
  );
}
