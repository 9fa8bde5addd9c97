/** How long a link works, in hours. */
export const lifetimes = [
  { value: "1", label: "1 hour" },
  { value: "24", label: "1 day" },
  { value: "168", label: "7 days" },
];
