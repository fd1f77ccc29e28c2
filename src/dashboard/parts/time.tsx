import { ownZone } from "../dates.ts";

const FORMATS = {
  day: { dateStyle: "medium" },
  minute: { dateStyle: "medium", timeStyle: "short" },
  second: { timeStyle: "medium" },
} as const;

/** The day and the time of day: where there is little room, a line breaks between them, and nowhere else. */
function piecesOf(format: Intl.DateTimeFormat, time: Date): string[] {
  const parts = format.formatToParts(time);
  const place = parts.findIndex(({ type }) => type === "hour" || type === "dayPeriod");
  const said = (some: Intl.DateTimeFormatPart[]) =>
    some
      .map(({ value }) => value)
      .join("")
      .trim();
  return place > 0 ? [said(parts.slice(0, place)), said(parts.slice(place))] : [said(parts)];
}

/** A moment in the words of who reads it, on the clocks of a zone, which are their own unless another is named. */
export function Time(props: { at: string; only?: keyof typeof FORMATS; zone?: string }) {
  const { at, only = "minute", zone = ownZone() } = props;
  const time = new Date(at);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone });
  const [first, second] = piecesOf(format(FORMATS[only]), time);
  return (
    <time dateTime={at} title={format({ dateStyle: "full", timeStyle: "long" }).format(time)}>
      <span class="whole">{first}</span>
      {second !== undefined && (
        <>
          {" "}
          <span class="whole">{second}</span>
        </>
      )}
    </time>
  );
}
