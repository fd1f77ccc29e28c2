import { effect, signal } from "@preact/signals";

export const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

const KEY = "phona-theme";

const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

function kept(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return isTheme(value) ? value : "system";
  } catch {
    return "system";
  }
}

/** Light, dark, or what the system says. */
export const theme = signal<Theme>(kept());

/** Chooses a theme by its name, for this browser. */
export function chooseTheme(name: string): void {
  theme.value = isTheme(name) ? name : "system";
  try {
    localStorage.setItem(KEY, theme.value);
  } catch {
    // Where nothing may be stored it holds until the page is left.
  }
}

effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});
