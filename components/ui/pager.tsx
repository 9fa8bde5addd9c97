import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";

/** Pages by key, so there is a newer and an older side and no page numbers. A side without a link is not there. */
export function Pager({ newerHref, olderHref, children }: { newerHref?: string; olderHref?: string; children?: ReactNode }) {
  if (!newerHref && !olderHref && !children) return null;
  return (
    <nav aria-label="Pages" className="flex min-h-control-sm flex-wrap items-center justify-between gap-2">
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
