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
    <div className="table-frame">
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      <table role="table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ header, kind }) => (
              <th key={header} role="columnheader" scope="col">
                {kind === "actions" ? <span className="sr-only">{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map(({ header, kind, cell }) => (
                <td key={header} role="cell" data-label={header} data-kind={kind}>
                  <div className="min-w-0">{cell(row)}</div>
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

/** Makes the whole row open what it names; other controls in the row stay on top of it. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} data-row-link className="wrap-anywhere font-medium after:absolute after:inset-0">
      {children}
    </Link>
  );
}

/** The quieter second line of a cell. */
export function SecondLine({ children }: { children: ReactNode }) {
  return <div className="wrap-anywhere text-sm text-muted">{children}</div>;
}
