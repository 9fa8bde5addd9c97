import { expect, test } from "vitest";
import { exactTime, relativeTime } from "#components/ui/relative-time";

const now = new Date("2026-11-21T14:05:00Z");

test.each([
  ["2026-11-21T14:04:30Z", "just now"],
  ["2026-11-21T14:03:00Z", "2 min ago"],
  ["2026-11-21T08:00:00Z", "6 h ago"],
  ["2026-11-20T23:30:00Z", "yesterday"],
  ["2026-11-20T01:00:00Z", "yesterday"],
  ["2026-11-18T01:00:00Z", "3 days ago"],
  ["2026-09-12T01:00:00Z", "12 Sep"],
  ["2025-03-03T01:00:00Z", "3 Mar 2025"],
  ["2026-11-21T14:15:00Z", "in 10 min"],
  ["2026-11-22T14:05:00Z", "tomorrow"],
  ["2026-11-26T14:05:00Z", "in 5 days"],
])("says of %s: %s", (at, words) => {
  expect(relativeTime(new Date(at), now)).toBe(words);
});

test("gives the exact time in UTC", () => {
  expect(exactTime(now)).toBe("21 Nov 2026, 14:05 UTC");
});
