import { valueAt } from "./fields.ts";

/**
 * Where a spreadsheet would begin a formula: at the start of a cell, and at what some take for one, however
 * the value is quoted. It also knows the wide signs of East Asian keyboards.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=[\s"]*[=+\-@＝＋－＠])/g;

/** A text that no spreadsheet runs: what would be a formula has an apostrophe in front, which makes it text. */
const harmless = (text: string): string => text.replace(FORMULA, "'");

const quoted = (text: string): string =>
  /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A value as a cell: nothing for null, numbers as they are, the values of a list one after the other. */
function cell(value: unknown): string {
  if (value === null || value === undefined) {
    return "";
  }
  return typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : quoted(harmless(Array.isArray(value) ? value.join(", ") : String(value)));
}

const line = (cells: unknown[]): string => `${cells.map(cell).join(",")}\r\n`;

/** The line of the columns' names (RFC 4180, section 2.3). */
export const csvHeader = (columns: readonly string[]): string => line([...columns]);

/** A line for each row: what it has at the path that each column's name is. */
export const csvLines = (columns: readonly string[], rows: unknown[]): string =>
  rows.map((row) => line(columns.map((column) => valueAt(row, column.split("."))))).join("");
