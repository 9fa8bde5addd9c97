import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time";

/** Without `before`, it is new. */
export type AuditChange = { field: string; before?: ReactNode; after?: ReactNode };

type Props = {
  who: ReactNode;
  /** Goes on after the name: "renamed Research sync". */
  did: ReactNode;
  at: Date | string;
  now?: Date;
  /** Where from: an address, "the command line", a job. */
  from?: string;
  icon?: ReactNode;
  changes?: AuditChange[];
};

/** Goes inside an `<ol>`. */
export function AuditEntry({ who, did, at, now, from, icon, changes }: Props) {
  return (
    <li className="flex gap-3 border-t px-4 py-3.5 first:border-t-0">
      {icon && <span className="mt-0.5 text-muted">{icon}</span>}
      <div className="flex min-w-0 grow flex-col gap-2">
        <div className="flex flex-wrap justify-between gap-x-4">
          <p className="wrap-anywhere min-w-0">
            <span className="font-medium">{who}</span> {did}
          </p>
          <p className="text-sm text-muted">
            <RelativeTime at={at} now={now} />
            {from && ` · ${from}`}
          </p>
        </div>
        {changes &&
          changes.length > 0 &&
          (changes.some(({ before }) => before !== undefined) ? <ChangeTable changes={changes} /> : <Beginning changes={changes} />)}
      </div>
    </li>
  );
}

/** What something was made with: there is no before to show. */
function Beginning({ changes }: { changes: AuditChange[] }) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-0.5 text-sm">
      {changes.map(({ field, after }) => (
        <div key={field} className="flex min-w-0 gap-1.5">
          <dt className="shrink-0 text-muted">{field}</dt>
          <dd className="min-w-0">{after}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Old and new side by side. */
export function ChangeTable({ changes }: { changes: AuditChange[] }) {
  return (
    <div className="@container rounded-control bg-sunken px-3 py-2 text-sm">
      {/* The roles are spelled out because `display` takes them away where the columns are stacked. */}
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      <table role="table" className="block w-full table-fixed text-left @min-[24rem]:table">
        <thead role="rowgroup" className="sr-only text-xs text-muted @min-[24rem]:not-sr-only @min-[24rem]:table-header-group">
          <tr role="row">
            {["Field", "Before", "After"].map((header) => (
              <th key={header} role="columnheader" scope="col" className="pr-3 font-medium">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="block @min-[24rem]:table-row-group">
          {changes.map(({ field, before, after }) => (
            <tr key={field} role="row" className="block py-0.5 align-top @min-[24rem]:table-row">
              <th role="rowheader" scope="row" className="block font-normal @min-[24rem]:table-cell @min-[24rem]:py-0.5 @min-[24rem]:pr-3">
                {field}
              </th>
              <td role="cell" className={`${valueClass} text-muted`} data-label="before">
                {before ?? "none"}
              </td>
              <td role="cell" className={valueClass} data-label="after">
                {after ?? "none"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </div>
  );
}

const valueClass =
  "grid grid-cols-[3rem_minmax(0,1fr)] break-words before:text-faint before:content-[attr(data-label)] @min-[24rem]:table-cell @min-[24rem]:py-0.5 @min-[24rem]:pr-3 @min-[24rem]:before:content-none";
