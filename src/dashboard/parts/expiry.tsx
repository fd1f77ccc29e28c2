import { Choice, TextField } from "./field.tsx";

const DAY = 86_400_000;

const LIVES: [value: string, name: string][] = [
  ["", "Never"],
  ["30", "In 30 days"],
  ["90", "In 90 days"],
  ["365", "In a year"],
  ["on", "At the end of a day…"],
];

/** How long something is to work: forever, for so many days, or on until a day. */
export type Expiry = { life: string; day: string };

export const NEVER: Expiry = { life: "", day: "" };

/** The end of a day, on the viewer's clocks, or of a number of days from now; null for none. */
export function endOf({ life, day }: Expiry): string | null {
  if (life === "") {
    return null;
  }
  return life === "on"
    ? new Date(`${day}T23:59:59.999`).toISOString()
    : new Date(Date.now() + Number(life) * DAY).toISOString();
}

/** The date of a time on the viewer's clocks. */
function dateOf(time: Date): string {
  const [year, month, day] = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
  return [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

/** Asks how long something is to work. */
export function ExpiryFields({ value, onValue }: { value: Expiry; onValue: (value: Expiry) => void }) {
  return (
    <>
      <Choice
        label="Expires"
        value={value.life}
        onValue={(life) => onValue({ ...value, life })}
        choices={LIVES}
      />
      {value.life === "on" && (
        <TextField
          label="Last day"
          value={value.day}
          onValue={(day) => onValue({ ...value, day })}
          input={{ type: "date", required: true, min: dateOf(new Date()) }}
        />
      )}
    </>
  );
}
