const tones = {
  ok: { fill: "fill-ok", dot: "bg-ok" },
  warn: { fill: "fill-warn", dot: "bg-warn" },
  bad: { fill: "fill-bad", dot: "bg-bad" },
  plain: { fill: "fill-field", dot: "bg-field" },
  rest: { fill: "fill-transparent", dot: "border border-line-strong" },
};

export type BarPart = { label: string; count: number; tone: keyof typeof tones };
const numbers = new Intl.NumberFormat("en");

/** What a whole is made of, as one bar, with the same numbers below it. Every part keeps its place, also with nothing in it. */
export function PartsBar({ label, parts }: { label: string; parts: BarPart[] }) {
  const total = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  const begins = parts.map((_, index) => parts.slice(0, index).reduce((sum, { count }) => sum + count, 0));
  return (
    <figure aria-label={label} className="flex flex-col gap-2.5">
      <svg aria-hidden viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" className="h-2.5 w-full overflow-hidden rounded-full bg-line" role="presentation">
        {parts.map(
          ({ label, count, tone }, index) => count > 0 && <rect key={label} x={begins[index]} width={count} height={1} className={tones[tone].fill} />,
        )}
      </svg>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {parts.map(({ label, count, tone }) => (
          <li key={label} className="flex items-center gap-2">
            <span aria-hidden className={`size-2.5 rounded-full forced-colors:border ${tones[tone].dot}`} />
            <span className="text-muted">{label}</span>
            <span className="font-medium">{numbers.format(count)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
