import type { ReactNode } from "react";
import { Brand } from "#components/brand";
import { cardClass } from "#components/ui/card";
import { type Environment, EnvironmentTag } from "#components/ui/tag";

type Props = {
  title: ReactNode;
  lead?: ReactNode;
  place?: { name: string; environment: Environment };
  /** Under the card: the way out, or small print. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** One question on a page of its own: sign-in, one-time links, prompts. */
export function CenteredPage({ title, lead, place, footer, children }: Props) {
  return (
    <main id="main" className="grid min-h-dvh grid-cols-[minmax(0,29rem)] place-content-center gap-4 p-4">
      <div className={`flex flex-col gap-5 rounded-panel p-6 sm:p-7 ${cardClass}`}>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Brand />
          {place && <EnvironmentTag environment={place.environment} prefix={place.name} />}
        </div>
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {lead && <div className="wrap-anywhere mt-1 text-muted">{lead}</div>}
        </div>
        {children}
      </div>
      {footer && <div className="wrap-anywhere text-center text-sm text-muted">{footer}</div>}
    </main>
  );
}
