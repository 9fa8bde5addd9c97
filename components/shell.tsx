import { ChevronsUpDown, LogOut, Menu } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "#components/brand";
import { NavLink } from "#components/nav-link";
import { Shortcuts, ShortcutsButton } from "#components/shortcuts";
import { type Theme, ThemeSwitch } from "#components/theme-switch";
import { Button } from "#components/ui/button";
import { type Environment, EnvironmentTag } from "#components/ui/tag";

export type NavItem = {
  href: string;
  label: string;
  letter: string;
  icon: ReactNode;
  badge?: number /** Says what the badge counts: "2 waiting". */;
  badgeLabel?: string;
};
export type NavGroup = { label?: string; items: NavItem[] };

export type Place = {
  /** The tenant, or what staff see instead: "All companies". */
  name: string;
  environment?: Environment;
  role: string;
  /** Where another place can be chosen, if there is one. */
  href?: string;
};

type Props = {
  place: Place;
  nav: NavGroup[];
  person: { name: string; email: string; href?: string };
  theme: { current: Theme; action: (formData: FormData) => void };
  signOut: (formData: FormData) => void;
  children: ReactNode;
};

/** One navigation: a column beside the page, or below 720 px a popover that the bar's button opens, with or without JavaScript. */
export function Shell({ place, nav, person, theme, signOut, children }: Props) {
  return (
    <div className="nav:flex">
      <a href="#main" className="sr-only z-50 rounded-control bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        Skip to the page
      </a>
      <header className="sticky top-0 z-30 nav:h-dvh print:hidden nav:w-58 nav:shrink-0">
        <div className="flex h-14 items-center justify-between gap-3 border-b bg-paper px-4 nav:hidden">
          <Brand />
          <Button size="icon" variant="quiet" popoverTarget="navigation" aria-label="Menu">
            <Menu />
          </Button>
        </div>
        <div
          id="navigation"
          popover="auto"
          className="inset-auto top-14 right-0 m-0 max-h-[calc(100dvh-3.5rem)] w-full flex-col gap-3 overflow-y-auto border-b bg-paper p-3 text-ink shadow-panel open:flex nav:static nav:flex nav:h-full nav:max-h-none nav:border-r nav:border-b-0 nav:p-2.5 nav:shadow-none"
        >
          <div className="hidden items-center justify-between gap-2 py-1 pl-2 nav:flex">
            <Brand />
            <ShortcutsButton />
          </div>
          <PlaceCard place={place} />
          <nav aria-label="Main" className="flex grow flex-col gap-4">
            {nav.map((group) => (
              <div key={group.label ?? "first"}>
                {group.label && <p className="px-2 pb-1 text-xs font-medium text-faint">{group.label}</p>}
                <ul className="flex flex-col gap-0.5">
                  {group.items.map((item) => (
                    <li key={item.href}>
                      <NavLink href={item.href} letter={item.letter}>
                        {item.icon}
                        <span className="grow">{item.label}</span>
                        {item.badge ? <Badge count={item.badge} label={item.badgeLabel} /> : null}
                      </NavLink>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </nav>
          <div className="flex flex-col gap-2 border-t pt-3">
            <PersonLine person={person} />
            <div className="flex items-center justify-between gap-2">
              <ThemeSwitch {...theme} />
              <form action={signOut}>
                <Button type="submit" variant="quiet" size="small">
                  <LogOut />
                  Sign out
                </Button>
              </form>
            </div>
          </div>
        </div>
      </header>
      <Shortcuts shortcuts={nav.flatMap(({ items }) => items.map(({ letter, label }) => ({ letter, label })))} />
      <main id="main" tabIndex={-1} className="min-w-0 grow px-4 py-6 outline-none nav:px-9 nav:py-7">
        <div className="mx-auto flex max-w-6xl flex-col gap-5">{children}</div>
      </main>
    </div>
  );
}

function PlaceCard({ place }: { place: Place }) {
  const card = "flex items-center gap-1 rounded-card border bg-surface px-2.5 py-2 shadow-control";
  const inside = (
    <>
      <span className="flex min-w-0 grow flex-col gap-0.5">
        <span className="font-semibold">{place.name}</span>
        <span className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
          {place.environment && <EnvironmentTag environment={place.environment} />}
          {place.role}
        </span>
      </span>
      {place.href && <ChevronsUpDown className="text-muted" />}
    </>
  );
  if (!place.href) return <div className={card}>{inside}</div>;
  return (
    <Link href={place.href} className={`${card} hover:bg-hover`}>
      {inside}
    </Link>
  );
}

function Badge({ count, label }: { count: number; label?: string }) {
  return (
    <span className="rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent forced-colors:border">
      {label ? (
        <>
          <span aria-hidden>{count}</span>
          <span className="sr-only">({label})</span>
        </>
      ) : (
        count
      )}
    </span>
  );
}

function PersonLine({ person: { name, email, href } }: { person: Props["person"] }) {
  const inside = (
    <>
      <span className="block font-medium">{name}</span>
      <span className="block text-xs break-all text-muted">{email}</span>
    </>
  );
  if (!href) return <div className="px-2">{inside}</div>;
  return (
    <Link href={href} className="rounded-control px-2 py-1 hover:bg-hover">
      {inside}
    </Link>
  );
}
