"use client";

import { Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { Button, buttonLook } from "#components/ui/button";
import { type Fields, fill, type MenuItem, MenuItems, panelClass } from "#components/ui/menu-items";

type Props = { label: string; items: MenuItem[]; fields?: Fields };

/** A menu that stands alone, as on a page's header. Without JavaScript it is a disclosure with the same links and forms. */
export function Menu({ label, items, fields = {} }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button ref={button} size="icon" aria-label={label} title={label} className="noscript:hidden">
            <Ellipsis />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content align="end" sideOffset={4} collisionPadding={8} className={panelClass}>
            <MenuItems items={items} fields={fields} near={() => button.current} />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <noscript>
        <details className="relative">
          <summary {...buttonLook()}>{label}</summary>
          <ul className="absolute right-0 z-50 mt-1 w-60 rounded-card border bg-raised p-1 shadow-raised">
            {items.map((item) => (
              <li key={item.id}>
                <PlainItem item={item} fields={fields} />
              </li>
            ))}
          </ul>
        </details>
      </noscript>
    </>
  );
}

function PlainItem({ item, fields }: { item: MenuItem; fields: Fields }) {
  const look = `block w-full min-h-8 px-2.5 py-1.5 text-left text-sm ${item.isDangerous ? "text-bad" : ""}`;
  if (item.lockedReason) return <p className="px-2.5 py-1.5 text-sm text-muted">{`${item.label}: ${item.lockedReason}`}</p>;
  if (item.href) {
    return (
      <a href={fill(item.href, fields)} className={look}>
        {item.label}
      </a>
    );
  }
  if (!item.action) return null;
  const action = item.action as (formData: FormData) => void;
  return (
    <form action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={look}>
        {item.label}
      </button>
    </form>
  );
}
