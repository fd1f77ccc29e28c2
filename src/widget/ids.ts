/** Random digits in place of each x; `crypto.randomUUID` is missing on insecure origins. */
export const randomDigits = (pattern: string, base = 16): string =>
  pattern.replace(/x/g, () => ((crypto.getRandomValues(new Uint8Array(1))[0] as number) % base).toString(16));

/** A UUID of version 7: 48 bits of time, then random ones. */
export const eventId = (): string =>
  Date.now().toString(16).padStart(12, "0").replace(/.{8}/, "$&-") + randomDigits("-7xxx-8xxx-xxxxxxxxxxxx");

/** The token of this page load. */
export const sessionId = randomDigits("s_xxxxxxxxxxxxxxxx");

/** Seconds on a clock that nobody sets. */
export const seconds = (): number => performance.now() / 1000;
