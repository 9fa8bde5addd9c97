import Link from "next/link";

export type FilterLink = { href: string; label: string; isCurrent: boolean };

/** The parts of a list that can be looked at alone; each is an address. */
export function FilterLinks({ label, links }: { label: string; links: FilterLink[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-1.5">
        {links.map(({ href, label, isCurrent }) => (
          <li key={href}>
            <Link
              href={href}
              scroll={false}
              aria-current={isCurrent ? "page" : undefined}
              className="inline-flex min-h-control-sm items-center rounded-control border px-2.5 text-sm font-medium text-muted transition-colors hover:bg-hover hover:text-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:text-accent"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
