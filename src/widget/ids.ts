/** Random hex digits; `crypto.randomUUID` is missing on insecure origins. */
export const randomHex = (digits: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(digits)), (byte) => (byte % 16).toString(16)).join("");

/** A UUID of version 7: 48 bits of time, then random ones. */
export const eventId = (): string =>
  `${Date.now().toString(16).padStart(12, "0").replace(/.{8}/, "$&-")}-7${randomHex(3)}-8${randomHex(3)}-${randomHex(12)}`;

/** The token of this page load. */
export const sessionId = `s_${Date.now().toString(36)}${randomHex(12)}`;

/** Seconds on a clock that nobody sets. */
export const seconds = (): number => performance.now() / 1000;
