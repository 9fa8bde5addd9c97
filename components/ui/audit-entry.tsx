import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time";

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
          <p>
            <span className="font-medium">{who}</span> {did}
          </p>
          <p className="text-sm text-muted">
            <RelativeTime at={at} now={now} />
            {from && ` · ${from}`}
          </p>
        </div>
        {changes && changes.length > 0 && <Changes changes={changes} />}
      </div>
    </li>
  );
}

function Changes({ changes }: { changes: AuditChange[] }) {
  return (
    <table className="w-full table-fixed rounded-control bg-sunken text-left text-sm">
      <thead className="text-xs text-muted">
        <tr>
          {["Field", "Before", "After"].map((header) => (
            <th key={header} scope="col" className="px-3 pt-2 font-medium">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="align-top">
            <th scope="row" className="px-3 py-1 font-normal last:pb-2">
              {field}
            </th>
            <td className="px-3 py-1 text-muted">{before ?? "none"}</td>
            <td className="px-3 py-1">{after ?? "none"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
