import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  crumbs?: { href: string; label: string }[];
  /** One quiet line under the title: a sentence, or identifier, state and last use. */
  meta?: ReactNode;
  actions?: ReactNode;
};

export function PageHeader({ title, crumbs, meta, actions }: Props) {
  return (
    <header className="flex flex-wrap justify-between gap-x-6 gap-y-4">
      {/* Wide enough, the actions stay beside even a long line. */}
      <div className="min-w-0 grow basis-100">
        {crumbs && <Breadcrumb crumbs={crumbs} here={title} />}
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        {meta && <div className="wrap-anywhere mt-0.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted">{meta}</div>}
      </div>
      {actions && <div className={`flex flex-wrap gap-2 ${crumbs ? "self-end" : "self-start"}`}>{actions}</div>}
    </header>
  );
}

function Breadcrumb({ crumbs, here }: { crumbs: { href: string; label: string }[]; here: ReactNode }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-1 text-sm text-muted">
      <ol className="flex gap-x-1.5">
        {crumbs.map((crumb) => (
          <li key={crumb.href} className="flex max-w-1/2 shrink-0 gap-1.5">
            <Link href={crumb.href} className="min-h-6 truncate py-0.5 hover:text-ink hover:underline">
              {crumb.label}
            </Link>
            <span aria-hidden className="py-0.5 text-faint">
              /
            </span>
          </li>
        ))}
        <li aria-current="page" className="min-w-0 truncate py-0.5">
          {here}
        </li>
      </ol>
    </nav>
  );
}
