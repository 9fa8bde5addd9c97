import { CircleAlert, CirclePlay, Clock, FileClock, Inbox, MoonStar } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import type { Attention, ClientRef } from "#lib/home/find-attention";

type Entry = { icon: ReactNode; isUrgent?: boolean; title: ReactNode; detail: ReactNode; action?: { href: string; label: string } };

/** What waits for the person: each with why, and the way to what settles it. */
export function AttentionList({ items, now }: { items: Attention[]; now: Date }) {
  return (
    <ul aria-label="What needs you" className="rounded-card border bg-surface shadow-control">
      {items.map((item) => {
        const { icon, isUrgent, title, detail, action } = entryOf(item, now);
        return (
          <li key={keyOf(item)} className="flex gap-4 border-t px-4 py-3 first:border-t-0">
            <span aria-hidden className={`mt-0.5 ${isUrgent ? "text-bad" : "text-muted"}`}>
              {icon}
            </span>
            <div className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-2">
              <div className="min-w-0 grow basis-64">
                <p className="font-medium">{title}</p>
                <p className="max-w-prose text-sm text-muted">{detail}</p>
              </div>
              {action && <ButtonLink href={action.href}>{action.label}</ButtonLink>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function keyOf(item: Attention): string {
  if ("client" in item) return `${item.kind} ${item.client.clientId} ${item.at.getTime()}`;
  return item.kind;
}

function entryOf(item: Attention, now: Date): Entry {
  switch (item.kind) {
    case "begin":
      return beginnings[item.what];
    case "stops":
      return {
        icon: <CircleAlert />,
        isUrgent: true,
        title: (
          <>
            <ClientLink client={item.client} /> stops <RelativeTime at={item.at} now={now} />
          </>
        ),
        detail: "Its last secret ends then. Make a new one, and give it to the application before.",
        action: { href: secretsOf(item.client), label: "See its secrets" },
      };
    case "old_secret_used":
      return {
        icon: <CircleAlert />,
        isUrgent: true,
        title: (
          <>
            <ClientLink client={item.client} /> still uses a secret that ends <RelativeTime at={item.at} now={now} />
          </>
        ),
        detail: "The secret was reset, and the application has not been given the new one everywhere.",
        action: { href: secretsOf(item.client), label: "See its secrets" },
      };
    case "secret_expires":
      return {
        icon: <Clock />,
        title: (
          <>
            The secret “{item.secretName}” of <ClientLink client={item.client} /> expires <RelativeTime at={item.at} now={now} />
          </>
        ),
        detail: "Its other secrets go on.",
        action: { href: secretsOf(item.client), label: "See its secrets" },
      };
    case "installation_requests":
      return {
        icon: <Inbox />,
        title: `${counted(item.count, "request")} to approve an app`,
        detail: (
          <>
            People of your company wait for an answer, the first since <RelativeTime at={item.since} now={now} />.
          </>
        ),
        action: { href: "/approvals", label: "Answer" },
      };
    case "enablement_requests":
      return {
        icon: <Inbox />,
        title: `${counted(item.count, "request")} to enable an integration`,
        detail: (
          <>
            Companies wait for an answer, the first since <RelativeTime at={item.since} now={now} />.
          </>
        ),
        action: { href: "/requests", label: "Answer" },
      };
    case "reopened":
      return {
        icon: <CircleAlert />,
        title: "Apps that ask for more than was approved",
        detail: <ClientLinks {...item} to={approvalOf} end="What was approved goes on; what is new waits for an admin." />,
        action: { href: "/approvals", label: "Look" },
      };
    case "unused_secrets":
      return {
        icon: <MoonStar />,
        title: "Secrets that nothing uses",
        detail: <ClientLinks {...item} to={secretsOf} end="The application has used another one for 90 days. Retire what nobody needs." />,
      };
    case "submissions":
      return {
        icon: <Inbox />,
        title: "Redirect URIs wait for review",
        detail: <ClientLinks {...item} end="Their partners sent them; they do not count until you take them over." />,
        action: item.clients[0] && { href: `${pathOf(item.clients[0])}/hand-overs`, label: "Review" },
      };
    case "drafts":
      return {
        icon: <FileClock />,
        title: "Partner clients without credentials",
        detail: <ClientLinks {...item} end="They are drafts: activate each once its redirect URIs are known." />,
      };
    case "stale":
      return {
        icon: <MoonStar />,
        title: "Clients that nothing uses",
        detail: <ClientLinks {...item} end="Unused for 90 days, or never used since they were made a month ago. Disable what nobody needs." />,
      };
  }
}

const beginnings: Record<"client" | "tenant", Entry> = {
  client: {
    icon: <CirclePlay />,
    title: "Add the first OAuth client",
    detail: "One for each application that asks for access to your company's data. It takes a minute.",
    action: { href: "/clients/new", label: "Add OAuth client" },
  },
  tenant: {
    icon: <CirclePlay />,
    title: "Add the first company",
    detail: "A tenant is one company with its people; its admin makes its clients.",
    action: { href: "/tenants/new", label: "Add tenant" },
  },
};

type Links = { clients: ClientRef[]; hasMore: boolean; to?: (client: ClientRef) => string; end: string };

function ClientLinks({ clients, hasMore, to, end }: Links) {
  return (
    <>
      {clients.map((client, index) => (
        <span key={client.clientId}>
          {index > 0 && ", "}
          <ClientLink client={client} to={to} />
        </span>
      ))}
      {hasMore && " and more"}. {end}
    </>
  );
}

function ClientLink({ client, to = pathOf }: { client: ClientRef; to?: Links["to"] }) {
  return (
    <Link href={to(client)} className="prose-link wrap-anywhere">
      {client.name}
    </Link>
  );
}

function pathOf({ clientId }: ClientRef): string {
  return `/clients/${clientId}`;
}

function secretsOf(client: ClientRef): string {
  return `${pathOf(client)}/secrets`;
}

function approvalOf({ clientId }: ClientRef): string {
  return `/approvals/${clientId}`;
}

function counted(count: number, thing: string): string {
  return count === 1 ? `One ${thing}` : `${count} ${thing}s`;
}
