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
      <div className="min-w-0">
        {crumbs && <Breadcrumb crumbs={crumbs} here={title} />}
        <h1 className="wrap-anywhere text-2xl font-semibold tracking-tight">{title}</h1>
        {meta && <div className="mt-0.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted">{meta}</div>}
      </div>
      {actions && <div className={`flex flex-wrap gap-2 ${crumbs ? "self-end" : "self-start"}`}>{actions}</div>}
    </header>
  );
}

function Breadcrumb({ crumbs, here }: { crumbs: { href: string; label: string }[]; here: ReactNode }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-1 text-sm text-muted">
      <ol className="flex flex-wrap gap-x-1.5">
        {crumbs.map((crumb) => (
          <li key={crumb.href} className="flex gap-1.5">
            <Link href={crumb.href} className="min-h-6 py-0.5 hover:text-ink hover:underline">
              {crumb.label}
            </Link>
            <span aria-hidden className="py-0.5 text-faint">
              /
            </span>
          </li>
        ))}
        <li aria-current="page" className="wrap-anywhere min-w-0 py-0.5">
          {here}
        </li>
      </ol>
    </nav>
  );
}
