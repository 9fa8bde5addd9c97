import type { ReactNode } from "react";

export type Description = { term: string; value: ReactNode };

export function DescriptionList({ items }: { items: Description[] }) {
  return (
    <dl className="grid sm:items-baseline gap-x-4 gap-y-1 sm:grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] sm:gap-y-2.5">
      {items.map(({ term, value }) => (
        <div key={term} className="contents">
          <dt className="text-sm text-muted">{term}</dt>
          <dd className="mb-2 min-w-0 sm:mb-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
