/** A gate whose opening is a keyhole. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6 shrink-0">
      <path className="fill-accent" d="M5.5 0h13A5.5 5.5 0 0 1 24 5.5v13a5.5 5.5 0 0 1-5.5 5.5h-13A5.5 5.5 0 0 1 0 18.5v-13A5.5 5.5 0 0 1 5.5 0Z" />
      <path className="fill-none stroke-on-accent" strokeWidth="1.75" strokeLinecap="round" d="M5.75 18.75V12a6.25 6.25 0 0 1 12.5 0v6.75" />
      <path className="fill-on-accent" d="M12 8.75a2.25 2.25 0 0 1 1.25 4.12l.75 5.88h-4l.75-5.88A2.25 2.25 0 0 1 12 8.75Z" />
    </svg>
  );
}

export function Brand() {
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <BrandMark />
      Gatehouse
    </span>
  );
}
