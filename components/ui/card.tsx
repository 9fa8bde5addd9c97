import type { ReactNode } from "react";
import { type Environment, EnvironmentTag } from "#components/ui/tag";

export const cardClass = "border bg-raised shadow-panel";
export const titleClass = "text-lg font-semibold";

/** What every dialog begins with: where this happens, then what is asked. */
export function DialogHead({ place, children }: { place?: { name: string; environment: Environment }; children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2">
      {place && <EnvironmentTag environment={place.environment} prefix={place.name} />}
      {children}
    </div>
  );
}
