import Link from "next/link";
import type { Key, ReactNode } from "react";

export type Column<Row> = {
  header: string;
  cell: (row: Row) => ReactNode;
  /** `primary` names the row and leads it when stacked; `actions` holds the row's menu and has no visible header. */
  kind?: "primary" | "actions";
};

type Props<Row> = { caption: string; columns: Column<Row>[]; rows: Row[]; rowKey: (row: Row) => Key };

/** A table where there is room, a list of cards where there is not. The roles are spelled out because `display` would take them away. */
export function Table<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
  return (
    <div className="@container rounded-card border bg-surface">
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      <table role="table" className="block w-full text-left @min-[40rem]:table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="sr-only @min-[40rem]:not-sr-only @min-[40rem]:table-header-group">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.header}
                role="columnheader"
                scope="col"
                className="h-9 bg-sunken px-3 text-xs first:pl-4 last:pr-4 font-medium text-muted first:rounded-tl-[9px] last:rounded-tr-[9px]"
              >
                <span className={column.kind === "actions" ? "sr-only" : ""}>{column.header}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="block @min-[40rem]:table-row-group">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className="relative grid gap-1.5 border-t p-4 [@media(hover:hover)]:[&:not(:hover,:focus-within)_[data-copy]]:opacity-0 first:border-t-0 has-[a[data-row-link]:hover]:bg-hover has-[a[data-row-link]:focus-visible]:bg-hover @min-[40rem]:table-row @min-[40rem]:h-row @min-[40rem]:p-0 @min-[40rem]:first:border-t"
            >
              {columns.map((column) => (
                <td key={column.header} role="cell" data-label={column.header} className={cellClass[column.kind ?? "plain"]}>
                  <div className="min-w-0">{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </div>
  );
}

const wide = "@min-[40rem]:table-cell @min-[40rem]:px-3 @min-[40rem]:first:pl-4 @min-[40rem]:last:pr-4 @min-[40rem]:py-2 @min-[40rem]:align-middle";
const cellClass = {
  primary: `block pr-10 @min-[40rem]:w-1/4 @min-[40rem]:min-w-40 ${wide}`,
  actions: `absolute top-3 right-3 @min-[40rem]:static @min-[40rem]:w-px ${wide}`,
  plain: `grid grid-cols-[7rem_minmax(0,1fr)] gap-3 before:text-sm before:text-faint before:content-[attr(data-label)] @min-[40rem]:before:content-none ${wide}`,
};

/** Makes the whole row open what it names; other controls in the row stay on top of it. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} data-row-link className="font-medium after:absolute after:inset-0">
      {children}
    </Link>
  );
}

/** The quieter second line of a cell. */
export function SecondLine({ children }: { children: ReactNode }) {
  return <div className="text-sm text-muted">{children}</div>;
}
