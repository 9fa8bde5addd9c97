export type DayCount = { day: string; count: number };

type Props = {
  /** What is counted: "tokens". */
  unit: string;
  days: DayCount[];
};

const HEIGHT = 64;
const STEP = 10;
const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const numbers = new Intl.NumberFormat("en");

/** One bar to a day, with the same numbers as a table below it. */
export function DayChart({ unit, days }: Props) {
  const most = Math.max(1, ...days.map(({ count }) => count));
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const busiest = days.find(({ count }) => count === most);
  const summary = `${numbers.format(total)} ${unit} in ${days.length} days${busiest ? `, the most on ${told(busiest.day)}: ${numbers.format(most)}` : ""}.`;
  return (
    <figure className="flex flex-col gap-2">
      <figcaption>{summary}</figcaption>
      <div aria-hidden className="rounded-control border bg-surface px-3 pt-3 pb-1.5">
        <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" className="h-24 w-full" role="presentation">
          {days.map(({ day, count }, index) => (
            <g key={day}>
              <rect x={index * STEP} y={0} width={STEP} height={HEIGHT} className="fill-transparent" />
              <Bar x={index * STEP + 1.5} count={count} most={most} />
              <title>{`${told(day)}: ${numbers.format(count)} ${unit}`}</title>
            </g>
          ))}
        </svg>
        <div className="flex justify-between border-t pt-1 text-xs text-muted">
          <span>{told(days[0]?.day)}</span>
          <span>today</span>
        </div>
      </div>
      <details>
        <summary className="inline-flex min-h-7 items-center text-sm font-medium text-muted hover:text-ink">Day by day</summary>
        <DayTable unit={unit} days={days.filter(({ count }) => count > 0).reverse()} />
      </details>
    </figure>
  );
}

/** A day with one is seen beside a day with thousands. */
function Bar({ x, count, most }: { x: number; count: number; most: number }) {
  const height = count === 0 ? 0.75 : Math.max(3, (count / most) * HEIGHT);
  return <rect x={x} y={HEIGHT - height} width={STEP - 3} height={height} className={count === 0 ? "fill-line-strong" : "fill-accent"} />;
}

function DayTable({ unit, days }: Props) {
  return (
    <table className="mt-1 text-left text-sm">
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="pr-6 font-medium">
            Day (UTC)
          </th>
          <th scope="col" className="text-right font-medium">
            {unit}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, count }) => (
          <tr key={day}>
            <th scope="row" className="pr-6 font-normal">
              {told(day)}
            </th>
            <td className="text-right">{numbers.format(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function told(day = ""): string {
  return dates.format(new Date(`${day}T00:00:00Z`));
}
