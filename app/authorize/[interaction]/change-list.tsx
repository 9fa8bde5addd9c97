import { Notice } from "#components/ui/notice";
import { fieldName, valueTexts } from "#lib/audit/describe-event";
import type { SnapshotChange } from "#lib/installations/snapshot";

/** What is not as an admin approved it (R46). */
export function ChangeList({ changes }: { changes: SnapshotChange[] }) {
  return (
    <Notice tone="warn" title="It has changed since it was approved">
      <ul>
        {changes.flatMap(({ field, before, after }) => [
          ...lines(`${fieldName(field)}, new`, field, without(after, before)),
          ...lines(`${fieldName(field)}, gone`, field, without(before, after)),
        ])}
      </ul>
    </Notice>
  );
}

function lines(label: string, field: string, values: string[]) {
  if (values.length === 0) return [];
  return [
    <li key={label} className="wrap-anywhere">
      {label}: {valueTexts(field, values).join(", ")}
    </li>,
  ];
}

function without(values: string[], others: string[]): string[] {
  return values.filter((value) => !others.includes(value));
}
