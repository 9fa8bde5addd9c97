"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

export type Tab = { href: string; label: string; badge?: ReactNode };

/** Links between the pages of one thing. The current one is the longest address that leads here. More than have room scroll in their own line. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const path = usePathname();
  const current = tabs
    .filter((tab) => path === tab.href || path.startsWith(`${tab.href}/`))
    .sort((a, b) => b.href.length - a.href.length)
    .at(0);
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page shows its own tab
  useEffect(() => showCurrent(list.current), [path]);
  return (
    <nav aria-label={label} className="-mx-4 border-b px-4 nav:mx-0 nav:px-0">
      <ul
        ref={list}
        className="relative -mx-4 -mb-px flex gap-x-5 overflow-x-auto scroll-smooth px-4 whitespace-nowrap [scrollbar-width:none] nav:mx-0 nav:px-0"
      >
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab === current ? "page" : undefined}
              className="flex min-h-10 items-center gap-1.5 border-b-2 border-transparent font-medium text-muted transition-colors -outline-offset-2 hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            >
              {tab.label}
              {tab.badge}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function showCurrent(list: HTMLUListElement | null) {
  const link = list?.querySelector<HTMLElement>("[aria-current]");
  if (list && link) list.scrollLeft = link.offsetLeft + link.offsetWidth / 2 - list.offsetWidth / 2;
}
