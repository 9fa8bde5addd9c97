import Link from "next/link";
import type { ComponentProps } from "react";

export type ButtonLook = {
  variant?: "primary" | "secondary" | "quiet" | "danger";
  size?: "normal" | "small" | "icon" | "icon-small";
};

/** What makes anything look like a button; the looks are in button.css. */
export function buttonLook({ variant = "secondary", size = "normal" }: ButtonLook = {}, className?: string) {
  return { className: className ? `button ${className}` : "button", "data-variant": variant, "data-size": size };
}

export function Button({ variant, size, className, type = "button", ...props }: ComponentProps<"button"> & ButtonLook) {
  return <button {...props} type={type} {...buttonLook({ variant, size }, className)} />;
}

export function ButtonLink({ variant, size, className, ...props }: ComponentProps<typeof Link> & ButtonLook) {
  return <Link {...props} {...buttonLook({ variant, size }, className)} />;
}
