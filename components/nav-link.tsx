"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** Knows whether it leads to where the person is; closes the bar's menu when it is pressed. */
export function NavLink({ href, letter, children }: { href: string; letter: string; children: ReactNode }) {
  const path = usePathname();
  const isCurrent = path === href || (href !== "/" && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      data-key={letter}
      aria-current={isCurrent ? "page" : undefined}
      onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover()}
      className="flex min-h-8 items-center gap-2.5 rounded-control border border-transparent px-2 font-normal text-muted transition-colors hover:bg-hover hover:text-ink aria-[current]:border-line aria-[current]:bg-surface aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-control"
    >
      {children}
    </Link>
  );
}
