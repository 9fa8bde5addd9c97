import { Search } from "lucide-react";
import { Button } from "#components/ui/button";

type Props = {
  label: string;
  search: string;
  /** Sent along: what else the address says. */
  kept?: Record<string, string>;
};

/** Asks this page again with `?search=`, with or without JavaScript. */
export function SearchForm({ label, search, kept = {} }: Props) {
  return (
    <search>
      <form className="flex max-w-xl items-center gap-2">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input
          type="search"
          name="search"
          aria-label={label}
          placeholder={label}
          defaultValue={search}
          key={search}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          className="control"
        />
        <Button type="submit">
          <Search />
          Search
        </Button>
      </form>
    </search>
  );
}
