/** What an owner may write down of each sort, as the database takes it. */
export const MOST_BLOCKED = 100;
const LONGEST_PATH = 255;

const IN_IPV4 = /^(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?!$)|$)){4}$/;

/** An IP address, or a range of them such as 203.0.113.0/24; undefined for what is none. */
export function rangeOf(text: string): string | undefined {
  const [address = "", length, ...more] = text.split("/");
  const isIpv6 = address.includes(":") && URL.canParse(`http://[${address}]`);
  const most = isIpv6 ? 128 : IN_IPV4.test(address) ? 32 : -1;
  const isLength = length === undefined ? most > 0 : /^\d{1,3}$/.test(length) && Number(length) <= most;
  return isLength && more.length === 0 ? text : undefined;
}

/** The host of an address or of a host's name, without port; undefined where there is none. */
export function blockedHostOf(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const host = URL.canParse(address) && !text.includes("@") ? new URL(address).hostname : "";
  return /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,9}$/.test(host) ? host : undefined;
}

/** A path as it is in a URL, perhaps with a `*` at its end; undefined for what is none. */
export function blockedPathOf(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://site.invalid${text}`;
  const isPath = /^(https?:\/)?\/[^?#]*$/i.test(text) && URL.canParse(address);
  const path = isPath ? new URL(address).pathname : "";
  return /^\/[^*]*\*?$/.test(path) && path.length <= LONGEST_PATH ? path : undefined;
}
