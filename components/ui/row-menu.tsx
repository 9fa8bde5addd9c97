"use client";

import { DropdownMenu } from "radix-ui";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type Fields, type MenuItem, MenuItems, panelClass } from "#components/ui/menu-items";

type Opened = { link: HTMLAnchorElement; items?: string[]; fields: Fields };

/** One menu for a whole table: the rows hold plain links (`RowMenuTrigger`), and this listens for presses on them. */
export function RowMenu({ items, children }: { items: MenuItem[]; children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<Opened>();

  useEffect(() => {
    for (const link of area.current?.querySelectorAll<HTMLAnchorElement>("a[data-row-menu]") ?? []) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-haspopup", "menu");
      link.setAttribute("aria-expanded", String(link === opened?.link));
    }
  });

  useEffect(() => {
    const element = area.current;
    function onPress(event: MouseEvent | KeyboardEvent) {
      const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-row-menu]");
      if (!link || (event instanceof KeyboardEvent ? !openingKeys.includes(event.key) : isForNewTab(event))) return;
      event.preventDefault();
      setOpened((now) => (now?.link === link ? undefined : { link, ...JSON.parse(link.dataset.rowMenu ?? "{}") }));
    }
    element?.addEventListener("click", onPress);
    element?.addEventListener("keydown", onPress);
    return () => {
      element?.removeEventListener("click", onPress);
      element?.removeEventListener("keydown", onPress);
    };
  }, []);

  return (
    <div ref={area} className="relative">
      {children}
      <DropdownMenu.Root open={Boolean(opened)} modal={false} onOpenChange={() => setOpened(undefined)}>
        {opened && <OpenMenu {...opened} all={items} />}
      </DropdownMenu.Root>
    </div>
  );
}

const openingKeys = [" ", "ArrowDown"];

function isForNewTab(event: MouseEvent) {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
}

function OpenMenu({ link, items, fields, all }: Opened & { all: MenuItem[] }) {
  return (
    <>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden ref={(anchor) => coverLink(anchor, link)} className="pointer-events-none absolute" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={link.getAttribute("aria-label") ?? undefined}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className={panelClass}
          onEscapeKeyDown={() => link.focus()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            link.focus();
          }}
          onInteractOutside={(event) => {
            if (link.contains(event.target as Node)) event.preventDefault();
          }}
        >
          <MenuItems items={items ? all.filter((item) => items.includes(item.id)) : all} fields={fields} near={() => link} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </>
  );
}

// Radix places the menu at its own trigger, so an empty one is laid over the pressed link.
function coverLink(anchor: HTMLElement | null, link: HTMLElement) {
  if (!anchor) return;
  const area = anchor.parentElement?.getBoundingClientRect() ?? new DOMRect();
  const { x, y, width, height } = link.getBoundingClientRect();
  Object.assign(anchor.style, { left: `${x - area.x}px`, top: `${y - area.y}px`, width: `${width}px`, height: `${height}px` });
}
