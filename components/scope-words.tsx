import { OctagonAlert, ShieldAlert, ShieldCheck } from "lucide-react";
import type { ScopeView } from "#lib/scopes/find-scopes";

export const riskWords = {
  low: { icon: ShieldCheck, word: "Low", tone: "text-muted", about: "Little harm if it is misused: reading what most people of a company see anyway." },
  elevated: { icon: ShieldAlert, word: "Elevated", tone: "text-warn", about: "Reads what is sensitive, or changes what can be put right again." },
  high: { icon: OctagonAlert, word: "High", tone: "text-bad", about: "Hands over much at once, or does what cannot be undone." },
} satisfies Record<ScopeView["risk"], unknown>;

/** A shape and a word, then a colour. */
export function ScopeRisk({ risk }: Pick<ScopeView, "risk">) {
  const { icon: Icon, word, tone } = riskWords[risk];
  return (
    <span className={`inline-flex items-start gap-1.5 text-sm ${tone}`}>
      <Icon className="my-0.5" />
      {word}
    </span>
  );
}

/** What a scope gives, as a consent prompt says it (R26). */
export function ScopeWords({ title, description }: Pick<ScopeView, "title" | "description">) {
  return (
    <p className="wrap-anywhere">
      <span className="block font-semibold">
        {title}
        <span className="sr-only">: </span>
      </span>
      <span className="block text-muted">{description}</span>
    </p>
  );
}
