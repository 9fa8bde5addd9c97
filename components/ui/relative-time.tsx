import { useId } from "react";

type Props = { at: Date | string; now?: Date /** Leaves out the stop for the Tab key, where the exact time also stands elsewhere. */; isPlain?: boolean };

/** "2 min ago", with the exact time in UTC for the pointer and for the keyboard. */
export function RelativeTime({ at, now = new Date(), isPlain }: Props) {
  const id = useId();
  const date = new Date(at);
  const exact = exactTime(date);
  const time = (
    <time dateTime={date.toISOString()} title={exact}>
      {relativeTime(date, now)}
    </time>
  );
  if (isPlain) return time;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a title alone cannot be reached by keyboard
    <span tabIndex={0} aria-describedby={id} className="group relative rounded-tag whitespace-nowrap">
      {time}
      <span
        role="tooltip"
        id={id}
        className="absolute bottom-full left-0 z-10 mb-1 hidden w-max rounded-tag bg-ink px-1.5 py-0.5 text-xs text-paper group-focus-visible:block forced-colors:border"
      >
        {exact}
      </span>
    </span>
  );
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function relativeTime(at: Date, now: Date): string {
  const distance = now.getTime() - at.getTime();
  const length = Math.abs(distance);
  if (length < minute) return distance >= 0 ? "just now" : "in a moment";
  const days = dayNumber(now) - dayNumber(at);
  if (length < hour) return told(Math.floor(length / minute), "min", distance);
  if (length < 12 * hour || days === 0) return told(Math.floor(length / hour), "h", distance);
  if (days === 1) return "yesterday";
  if (days === -1) return "tomorrow";
  if (Math.abs(days) < 7) return told(Math.abs(days), "days", distance);
  const date = `${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
  return at.getUTCFullYear() === now.getUTCFullYear() ? date : `${date} ${at.getUTCFullYear()}`;
}

export function exactTime(at: Date): string {
  const clock = at.toISOString().slice(11, 16);
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${clock} UTC`;
}

function told(count: number, unit: string, distance: number) {
  return distance > 0 ? `${count} ${unit} ago` : `in ${count} ${unit}`;
}

function dayNumber(date: Date) {
  return Math.floor(date.getTime() / day);
}
