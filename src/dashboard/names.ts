import type { FilterName, Period } from "./view.ts";

/** What a period is called. */
export const PERIOD_NAMES: Record<Period, string> = {
  today: "Today",
  yesterday: "Yesterday",
  "7d": "Last 7 days",
  "28d": "Last 28 days",
  "3m": "Last 3 months",
  "12m": "Last 12 months",
  ytd: "Year to date",
};

/** The key of each period. */
export const PERIOD_KEYS: Record<Period, string> = {
  today: "d",
  yesterday: "e",
  "7d": "w",
  "28d": "f",
  "3m": "n",
  "12m": "l",
  ytd: "y",
};

/** What a filter is called where it is chosen and where it is on. */
export const FILTER_NAMES: Record<FilterName, string> = {
  page_url: "Page",
  entry_page: "Entry page",
  source: "Source",
  medium: "Medium",
  country: "Country",
  device_type: "Device",
  browser: "Browser",
  os: "Operating system",
  language: "Language",
  utm_source: "UTM source",
  utm_medium: "UTM medium",
  utm_campaign: "UTM campaign",
  utm_content: "UTM content",
  utm_term: "UTM term",
  widget_engaged: "Widget",
};

const DEVICES: Record<string, string> = { desktop: "Desktop", mobile: "Mobile", tablet: "Tablet" };

function named(type: "region" | "language", code: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The name of a country, by its ISO 3166-1 alpha-2 code. */
export const countryName = (code: string | null): string =>
  code === null ? "Unknown" : named("region", code.toUpperCase());

export const deviceName = (type: string | null): string =>
  type === null ? "Unknown" : (DEVICES[type] ?? type);

/** The value of a filter as a person says it. */
export function valueName(name: FilterName, value: string): string {
  switch (name) {
    case "country":
      return countryName(value);
    case "language":
      return named("language", value);
    case "device_type":
      return deviceName(value);
    case "medium":
      return value === "none" ? "None" : value;
    case "widget_engaged":
      return value === "true" ? "Opened" : "Not opened";
    default:
      return value;
  }
}
