import type { typed } from "#components/form-reply";
import { riskWords } from "#components/scope-words";
import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { TextAreaField, TextField } from "#components/ui/input";
import type { ScopeView } from "#lib/scopes/find-scopes";

/** What can be changed at any time: the words, and how much harm the scope could do. */
export function ScopeFields({ field, saved }: { field: ReturnType<typeof typed>; saved?: Pick<ScopeView, "title" | "description" | "risk"> }) {
  const risk = field("risk", saved?.risk ?? "low");
  return (
    <>
      <TextField
        label="Title"
        hint="What it allows, in a few words: “Read notes”."
        required
        maxLength={100}
        autoComplete="off"
        {...field("title", saved?.title)}
      />
      <TextAreaField
        label="Description"
        hint="What the application will reach or do, for somebody who does not know our API. One paragraph."
        required
        maxLength={500}
        {...field("description", saved?.description)}
      />
      <ChoiceGroup id="risk" label="Risk" errors={risk.errors}>
        {(["low", "elevated", "high"] as const).map((value) => (
          <ChoiceCard
            key={value}
            type="radio"
            name="risk"
            value={value}
            label={riskWords[value].word}
            description={riskWords[value].about}
            defaultChecked={risk.defaultValue === value}
          />
        ))}
      </ChoiceGroup>
    </>
  );
}
