import type { ReactNode } from "react";

const looks = {
  plain: "border-line-strong text-muted",
  accent: "border-accent bg-accent-soft text-accent",
  warn: "border-dashed border-warn bg-warn-soft text-warn",
};

export function Tag({ look = "plain", children }: { look?: keyof typeof looks; children: ReactNode }) {
  return <span className={`inline-block max-w-full rounded-tag border px-1.5 text-2xs font-medium whitespace-nowrap ${looks[look]}`}>{children}</span>;
}

export type Environment = "production" | "sandbox";

/** Sandbox is dashed and amber, production solid and calm: never mistaken, even in grey. */
export function EnvironmentTag({ environment, prefix }: { environment: Environment; prefix?: string }) {
  return (
    <Tag look={environment === "sandbox" ? "warn" : "plain"}>
      {prefix && <span className="wrap-anywhere whitespace-normal">{prefix} · </span>}
      {environment === "sandbox" ? "Sandbox" : "Production"}
    </Tag>
  );
}
