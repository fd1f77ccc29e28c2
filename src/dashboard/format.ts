/** Figures in the words of who reads them; what is not known is a dash. */
const written =
  (options: Intl.NumberFormatOptions) =>
  (value: number | null): string =>
    value === null ? "–" : new Intl.NumberFormat(undefined, options).format(value);

export const count = written({});

/** A number that may have decimals, as the API rounds it. */
export const amount = written({ maximumFractionDigits: 2 });

/** A count where there is little room. */
export const compact = written({ notation: "compact", maximumFractionDigits: 1 });

/** A percentage, which comes as 45.2 for 45.2%. */
export const percent = written({ style: "unit", unit: "percent", maximumFractionDigits: 1 });

/** A change in percent, always with its direction. */
export const change = written({
  style: "unit",
  unit: "percent",
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});

const inUnit = (unit: string) =>
  new Intl.NumberFormat(undefined, { style: "unit", unit, unitDisplay: "narrow", maximumFractionDigits: 0 });

const [HOURS, MINUTES, SECONDS] = [inUnit("hour"), inUnit("minute"), inUnit("second")];

/** Seconds as hours, minutes and seconds, of which the largest two are told. */
export function duration(seconds: number | null): string {
  if (seconds === null) {
    return "–";
  }
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  if (hours > 0) {
    return `${HOURS.format(hours)} ${MINUTES.format(minutes)}`;
  }
  return minutes > 0 ? `${MINUTES.format(minutes)} ${SECONDS.format(whole % 60)}` : SECONDS.format(whole);
}

/** An amount of money; what is no currency that the browser knows is a number with what it is called. */
export function money(value: number, currency: string): string {
  try {
    return new Intl.NumberFormat(undefined, { style: "currency", currency }).format(value);
  } catch {
    return `${amount(value)} ${currency}`;
  }
}
