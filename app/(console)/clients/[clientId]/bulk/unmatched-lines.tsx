import { Notice } from "#components/ui/notice";
import type { Unmatched } from "#lib/bulk-jobs/plan-bulk-job";

/** Every line of a list that could not be followed, by its own words. */
export function UnmatchedLines({ lines }: { lines: Unmatched[] }) {
  const [nobody, several] = [lines.filter(({ hits }) => hits === 0), lines.filter(({ hits }) => hits > 1)];
  return (
    <>
      <Lines title={`${counted(nobody.length)} no company, and nothing is done for ${nobody.length === 1 ? "it" : "them"}`} lines={nobody} />
      <Lines title={`${counted(several.length)} more than one company: give its slug or ID instead`} lines={several} />
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: Unmatched[] }) {
  if (lines.length === 0) return null;
  return (
    <Notice tone="warn" title={title}>
      <ul className="mt-1 max-h-48 overflow-y-auto" tabIndex={lines.length > 8 ? 0 : undefined}>
        {lines.map(({ text, hits }) => (
          <li key={text} className="wrap-anywhere">
            <code className="font-mono">{text}</code>
            {hits > 1 && ` (${hits})`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function counted(count: number): string {
  return count === 1 ? "1 line names" : `${count} lines name`;
}
