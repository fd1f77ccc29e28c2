export type Column = { head: string; right?: boolean };

export const number = (value: number) => value.toLocaleString("en");

/** A column of numbers. */
export const right = (head: string): Column => ({ head, right: true });

/** A Markdown table with columns of one width, so that it reads as well where it is not rendered. */
export function table(columns: Column[], rows: string[][]): string {
  const widths = columns.map(({ head }, index) =>
    Math.max(head.length, 3, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, index) => (columns[index]?.right ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0))).join(" | ")} |`;
  const rule = columns.map(
    ({ right }, index) => `${"-".repeat((widths[index] ?? 3) - (right ? 1 : 0))}${right ? ":" : ""}`,
  );
  return [line(columns.map(({ head }) => head)), line(rule), ...rows.map(line)].join("\n");
}

/** A text with something in the place that it has for what a command writes. */
export function withinMarks(text: string, command: string, written: string): string {
  const begin = `<!-- Written by npm run ${command} -- --write -->\n\n`;
  const [before, after] = [
    text.indexOf(begin),
    text.indexOf("\n\n<!-- End of what it writes -->", text.indexOf(begin)),
  ];
  if (before < 0 || after < before) {
    throw new RangeError(`There is no place for what npm run ${command} writes.`);
  }
  return `${text.slice(0, before + begin.length)}${written}${text.slice(after)}`;
}
