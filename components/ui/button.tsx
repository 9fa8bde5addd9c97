import Link from "next/link";
import type { ComponentProps } from "react";

export type ButtonLook = {
  variant?: "primary" | "secondary" | "quiet" | "danger";
  size?: "normal" | "small" | "icon" | "icon-small";
};

const variants = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border-line-strong bg-surface text-ink shadow-control hover:bg-hover",
  quiet: "border-transparent text-muted hover:bg-hover hover:text-ink",
  danger: "border-transparent bg-bad text-on-bad hover:bg-bad-strong",
};

const sizes = {
  normal: "min-h-control px-3.5 py-1",
  small: "min-h-control-sm px-2.5 py-0.5",
  icon: "size-control",
  "icon-small": "size-control-sm",
};

const off =
  "disabled:border-line disabled:bg-sunken disabled:text-faint disabled:shadow-none aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-faint aria-disabled:shadow-none";

export function buttonClass({ variant = "secondary", size = "normal" }: ButtonLook = {}) {
  return `relative inline-flex max-w-full items-center justify-center gap-2 rounded-control border text-sm font-medium text-center no-underline select-none transition-colors ${sizes[size]} ${variants[variant]} ${off}`;
}

export function Button({ variant, size, className = "", type = "button", ...props }: ComponentProps<"button"> & ButtonLook) {
  return <button {...props} type={type} className={`${buttonClass({ variant, size })} ${className}`} />;
}

export function ButtonLink({ variant, size, className = "", ...props }: ComponentProps<typeof Link> & ButtonLook) {
  return <Link {...props} className={`${buttonClass({ variant, size })} ${className}`} />;
}
