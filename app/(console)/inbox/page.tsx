import { Bell, CircleDot } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { RelativeTime } from "#components/ui/relative-time";
import { SubmitButton } from "#components/ui/submit-button";
import { findNotifications, type NotificationView } from "#lib/notifications/find-notifications";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";
import { markReadAction } from "./actions.ts";

export const metadata = { title: "Inbox" };

export default async function InboxPage({ searchParams }: PageProps<"/inbox">) {
  const request = pageRequest(await searchParams);
  const page = await read((actor) => findNotifications(actor, request));
  const now = new Date();
  return (
    <>
      <PageHeader
        title="Inbox"
        meta="What happened that concerns you. It is kept for half a year."
        actions={
          page.rows.some(({ isUnread }) => isUnread) && (
            <form action={markReadAction}>
              <SubmitButton variant="secondary">Mark all as read</SubmitButton>
            </form>
          )
        }
      />
      {page.rows.length > 0 ? (
        <ol className="rounded-card border bg-surface shadow-control">
          {page.rows.map((notification) => (
            <Entry key={notification.id} notification={notification} now={now} />
          ))}
        </ol>
      ) : (
        <EmptyState icon={<Bell />} title="Nothing yet">
          You are told here when somebody answers what you asked for, and when an integration is enabled or disabled.
        </EmptyState>
      )}
      <Pager {...pageLinks("/inbox", page)} />
    </>
  );
}

function Entry({ notification: { id, title, detail, href, at, isUnread }, now }: { notification: NotificationView; now: Date }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 grow basis-80">
        <p className="flex flex-wrap items-center gap-x-2">
          {isUnread && (
            <span className="inline-flex items-center gap-1 text-xs font-semibold text-accent">
              <CircleDot className="size-3.5" />
              New
            </span>
          )}
          <Link href={href} className={`wrap-anywhere hover:underline ${isUnread ? "font-semibold" : "font-medium"}`}>
            {title}
          </Link>
        </p>
        <p className="wrap-anywhere max-w-prose text-sm whitespace-pre-line text-muted">{detail}</p>
      </div>
      <div className="flex items-center gap-3">
        <p className="text-sm text-muted">
          <RelativeTime at={at} now={now} />
        </p>
        {isUnread && (
          <form action={markReadAction}>
            <input type="hidden" name="notificationId" value={id} />
            <SubmitButton size="small" variant="quiet" aria-label={`Mark “${title}” as read`}>
              Mark as read
            </SubmitButton>
          </form>
        )}
      </div>
    </li>
  );
}
