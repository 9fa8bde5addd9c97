import type { ReactNode } from "react";

/** Explanation on the left, controls on the right; one column where there is less room. */
export function SettingsSection({ id, title, about, children }: { id?: string; title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section id={id} aria-label={title} className="@container border-b py-6 first:pt-2 last:border-b-0">
      <div className="grid grid-cols-1 gap-4 @min-[42rem]:grid-cols-[16rem_minmax(0,1fr)] @min-[42rem]:gap-8">
        <div>
          <h2 className="text-lg font-semibold">{title}</h2>
          {about && <div className="mt-1 max-w-prose text-sm text-muted">{about}</div>}
        </div>
        <div className="flex min-w-0 flex-col gap-4">{children}</div>
      </div>
    </section>
  );
}
