import { Monitor, Moon, Sun } from "lucide-react";

export type Theme = "light" | "dark" | "system";

const themes = [
  { value: "light", label: "Light", icon: <Sun /> },
  { value: "dark", label: "Dark", icon: <Moon /> },
  { value: "system", label: "As the system", icon: <Monitor /> },
] as const;

/** Sends `theme` to the action, which keeps it in a cookie. */
export function ThemeSwitch({ current, action }: { current: Theme; action: (formData: FormData) => void }) {
  return (
    <form action={action} aria-label="Theme" className="flex rounded-control border bg-sunken p-px">
      {themes.map(({ value, label, icon }) => (
        <button
          key={value}
          type="submit"
          name="theme"
          value={value}
          aria-label={label}
          title={label}
          aria-pressed={value === current}
          className="grid size-7 place-items-center rounded-tag text-muted hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-control"
        >
          {icon}
        </button>
      ))}
    </form>
  );
}
