const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const MINUTE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

/** A moment, on the clocks and in the words of who reads it. */
export function Time({ at, only }: { at: string; only?: "day" }) {
  const time = new Date(at);
  return (
    <time dateTime={at} title={FULL.format(time)}>
      {(only === "day" ? DAY : MINUTE).format(time)}
    </time>
  );
}
