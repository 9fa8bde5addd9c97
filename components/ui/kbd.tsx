export function Kbd({ children }: { children: string }) {
  return <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-tag border border-line-strong px-1 font-sans text-xs text-muted">{children}</kbd>;
}
