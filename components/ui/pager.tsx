import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";

type Props = { /** Where a page has several lists. */ label?: string; newerHref?: string; olderHref?: string; children?: ReactNode };

/** Pages by key, so there is a newer and an older side and no page numbers. A side without a link is not there. */
export function Pager({ label = "Pages", newerHref, olderHref, children }: Props) {
  if (!newerHref && !olderHref && !children) return null;
  return (
    <nav aria-label={label} className="flex min-h-control-sm flex-wrap items-center justify-between gap-2">
      <p className="text-sm text-muted">{children}</p>
      <div className="flex gap-2">
        {newerHref && (
          <ButtonLink href={newerHref} size="small" rel="prev">
            <ChevronLeft />
            Newer
          </ButtonLink>
        )}
        {olderHref && (
          <ButtonLink href={olderHref} size="small" rel="next">
            Older
            <ChevronRight />
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
