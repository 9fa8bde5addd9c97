/** Stands in for text that is on its way. Nothing shows for the first 150 ms, so quick answers do not flicker. */
export function Skeleton({ className = "h-4 w-40" }: { className?: string }) {
  return <span aria-hidden className={`block animate-late rounded-tag bg-line ${className}`} />;
}

const rowKeys = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

/** The shape of a table that is loading: as tall as the rows that will come. */
export function TableSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" className="rounded-card border bg-surface">
      <span className="sr-only">Loading</span>
      <div className="h-9 rounded-t-[9px] bg-sunken" />
      {rowKeys.slice(0, rows).map((key) => (
        <div key={key} className="flex h-row items-center gap-8 border-t px-4">
          <div className="flex grow flex-col gap-2">
            <Skeleton className="h-3.5 w-40 max-w-full" />
            <Skeleton className="h-3 w-24 max-w-full" />
          </div>
          <Skeleton className="h-3.5 w-20" />
        </div>
      ))}
    </div>
  );
}
