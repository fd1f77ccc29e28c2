import { ownZone } from "../dates.ts";

const FORMATS = {
  day: { dateStyle: "medium" },
  minute: { dateStyle: "medium", timeStyle: "short" },
  second: { timeStyle: "medium" },
} as const;

/** A moment in the words of who reads it, on the clocks of a zone, which are their own unless another is named. */
export function Time(props: { at: string; only?: keyof typeof FORMATS; zone?: string }) {
  const { at, only = "minute", zone = ownZone() } = props;
  const time = new Date(at);
  const written = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone }).format(time);
  return (
    <time dateTime={at} title={written({ dateStyle: "full", timeStyle: "long" })}>
      {written(FORMATS[only])}
    </time>
  );
}
