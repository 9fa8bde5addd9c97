import { Search } from "lucide-react";
import Link from "next/link";
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
    <search className="w-full max-w-xl">
      <form className="flex items-center gap-2">
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

/** The way out of a search that found nothing. */
export function ClearSearch({ href }: { href: string }) {
  return (
    <Link href={href} className="prose-link">
      Clear the search
    </Link>
  );
}
