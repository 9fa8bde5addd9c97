"use client";

import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { Fragment, type ReactNode, startTransition } from "react";
import { copyText } from "#components/ui/copy-text";
import { useToast } from "#components/ui/toast";

/** Give it one of href, action or copy. `{field}` in href and copy is filled in from the fields of the row. */
export type MenuItem = {
  id: string;
  label: string;
  icon?: ReactNode;
  href?: string;
  /** A server action. When it answers `{ message }`, the message is shown as a toast. */
  action?: (formData: FormData) => unknown;
  copy?: string;
  isDangerous?: boolean;
  startsGroup?: boolean;
  /** Why it cannot be done; the item stays visible and says so. */
  lockedReason?: string;
};

export type Fields = Record<string, string>;

export function fill(text: string, fields: Fields, encode: (value: string) => string = encodeURIComponent) {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => encode(fields[name] ?? ""));
}

type Props = { items: MenuItem[]; fields: Fields; near: () => HTMLElement | null };

export function MenuItems({ items, fields, near }: Props) {
  const toast = useToast();

  function run(item: MenuItem) {
    const element = near();
    if (item.copy !== undefined && element) {
      void copyText(fill(item.copy, fields, String), element).then((done) => toast({ text: done ? "Copied." : "The browser did not let us copy." }));
    }
    if (item.action) submit(item.action, fields, (message) => toast({ text: message }));
  }

  return items.map((item) => (
    <Fragment key={item.id}>
      {item.startsGroup && <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />}
      <DropdownMenu.Item
        asChild={Boolean(item.href) && !item.lockedReason}
        aria-disabled={item.lockedReason ? true : undefined}
        onSelect={(event) => (item.lockedReason ? event.preventDefault() : run(item))}
        className={`flex min-h-8 gap-2.5 rounded-control px-2.5 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover forced-colors:data-highlighted:outline-2 ${item.lockedReason ? "text-muted" : item.isDangerous ? "text-bad" : "text-ink"} cursor-pointer aria-disabled:cursor-not-allowed`}
      >
        {item.href && !item.lockedReason ? (
          <Link href={fill(item.href, fields)} prefetch={false}>
            <ItemText {...item} />
          </Link>
        ) : (
          <div>
            <ItemText {...item} />
          </div>
        )}
      </DropdownMenu.Item>
    </Fragment>
  ));
}

function ItemText({ icon, label, lockedReason }: MenuItem) {
  return (
    <span className="flex gap-2.5">
      {icon && <span className="mt-0.5">{icon}</span>}
      <span className="flex max-w-64 flex-col">
        {label}
        {lockedReason && <span className="text-xs text-faint">{lockedReason}</span>}
      </span>
    </span>
  );
}

export function submit(action: (formData: FormData) => unknown, fields: Fields, say: (message: string) => void) {
  const formData = new FormData();
  for (const [name, value] of Object.entries(fields)) formData.set(name, value);
  startTransition(async () => {
    const answer = await action(formData);
    if (answer && typeof answer === "object" && "message" in answer && typeof answer.message === "string") say(answer.message);
  });
}

export const panelClass = "z-50 min-w-48 animate-enter rounded-card border bg-raised p-1 shadow-raised";
