/** So many characters. */
export const x = (count: number): string => "x".repeat(count);

/** A list in a list, and so on, so many of them. */
export const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

/** A JSON text of so many bytes in UTF-8, by the blanks at its end. */
export const ofBytes = (bytes: number, value: unknown): string => JSON.stringify(value).padEnd(bytes, " ");
