import { RelativeTime } from "#components/ui/relative-time";
import { SubmitButton } from "#components/ui/submit-button";
import type { ConsentView } from "#lib/consents/find-consents";
import { revokeConsentAction } from "./actions.ts";

export function ConsentList({ consents }: { consents: ConsentView[] }) {
  if (consents.length === 0) return <p className="text-muted">You have allowed no app to act for you.</p>;
  return (
    <ul className="rounded-card border bg-surface">
      {consents.map(({ id, name, maker, scopes, grantedAt }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-t px-4 py-3 first:border-t-0">
          <div className="min-w-0">
            <p className="font-medium break-words">{name}</p>
            <p className="text-sm break-words text-muted">
              {maker && `by ${maker} · `}allowed <RelativeTime at={grantedAt} />
              {scopes.length > 0 && ` · ${scopes.join(", ")}`}
            </p>
          </div>
          <form action={revokeConsentAction}>
            <input type="hidden" name="consentId" value={id} />
            <SubmitButton variant="secondary">Take it back</SubmitButton>
          </form>
        </li>
      ))}
    </ul>
  );
}
