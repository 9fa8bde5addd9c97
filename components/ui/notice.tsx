import { CircleCheck, CircleX, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  info: { icon: <Info />, look: "border-line bg-sunken text-ink", says: "Note" },
  success: { icon: <CircleCheck />, look: "border-ok-line bg-ok-soft text-ok", says: "Done" },
  warn: { icon: <TriangleAlert />, look: "border-warn-line bg-warn-soft text-warn", says: "Careful" },
  error: { icon: <CircleX />, look: "border-bad-line bg-bad-soft text-bad", says: "Warning" },
};

type Props = {
  tone?: keyof typeof tones;
  title?: ReactNode;
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
  /** For what appeared because of something the person just did: read out at once. */
  isNews?: boolean;
};

export function Notice({ tone = "info", title, icon, action, isNews, children }: Props) {
  const { icon: usual, look, says } = tones[tone];
  return (
    <div role={isNews ? (tone === "error" ? "alert" : "status") : undefined} className={`flex gap-2.5 rounded-control border px-3.5 py-2.5 text-sm ${look}`}>
      <span className="mt-0.5">{icon ?? usual}</span>
      <div className="flex min-w-0 grow flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <span className="sr-only">{says}: </span>
          {title && <p className="font-semibold">{title}</p>}
          {children}
        </div>
        {action}
      </div>
    </div>
  );
}
