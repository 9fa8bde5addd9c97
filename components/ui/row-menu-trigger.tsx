import { Ellipsis } from "lucide-react";
import { buttonLook } from "#components/ui/button";

type Props = {
  /** What the row is: "Research sync". Read out as "More actions for Research sync". */
  name: string;
  /** Where the same actions stand on a page, for when there is no JavaScript: "/clients/123#actions". */
  href: string;
  /** Ids of the items that make sense for this row; all of them when left out. */
  items?: string[];
  /** Sent with an action, and filled into `{field}` of links. */
  fields: Record<string, string>;
};

export function RowMenuTrigger({ name, href, items, fields }: Props) {
  return (
    <a
      href={href}
      aria-label={`More actions for ${name}`}
      data-row-menu={JSON.stringify({ items, fields })}
      {...buttonLook({ variant: "quiet", size: "icon-small" })}
    >
      <Ellipsis />
    </a>
  );
}
