import { createHash, createHmac } from "node:crypto";
import { isIPv6 } from "node:net";

/** SHA-256 of the text in UTF-8, as 64 lower-case hex characters. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * 16 hex characters standing for an IP address: the start of its SHA-256, or of its HMAC-SHA-256 where
 * a secret is set, because the unkeyed hash of an IPv4 address can be searched in minutes.
 * All spellings of one address give one hash. A text that is no address is hashed as it stands.
 */
export function ipHash(ip: string, secret: string | undefined): string {
  const address = canonicalAddress(ip);
  const hash = secret ? hmac(secret, address).toString("hex") : sha256Hex(address);
  return hash.slice(0, 16);
}

/**
 * `v_` and 16 hex characters for a visitor in whose browser nothing may be stored: the same for one
 * assistant, address and browser during one UTC day, and unrelated on the next day or another site.
 * The key is a salt of that day, so that who learns one day's salt learns nothing of other days.
 * Its last digit is neither 0 nor 1: no page has put the visitor into a group of an A/B test.
 */
export function dailyVisitorId(parts: {
  assistantId: string;
  ip: string;
  userAgent: string;
  /** The UTC day, YYYY-MM-DD. */
  day: string;
  secret: string;
}): string {
  const salt = hmac(parts.secret, parts.day);
  const text = JSON.stringify([parts.assistantId, canonicalAddress(parts.ip), parts.userAgent]);
  return `v_${hmac(salt, text).toString("hex").slice(0, 16).replace(/0$/, "e").replace(/1$/, "f")}`;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** One spelling for each address: dotted for IPv4, also where IPv6 wraps it, else RFC 5952. */
export function canonicalAddress(text: string): string {
  const address = text.trim();
  if (!isIPv6(address)) return address;
  const compressed = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(compressed);
  if (!mapped) return compressed;
  const [, high = "0", low = "0"] = mapped;
  return [high, low]
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join(".");
}
