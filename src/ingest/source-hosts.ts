import { ADVERTISING, APPS, ASSISTANTS, WEBSITES } from "./source-assistants.ts";
import { EMAIL } from "./source-mail.ts";
import { SEARCH } from "./source-search.ts";
import { SOCIAL } from "./source-social.ts";

export type Source = { source: string; medium: string | null };

export const DIRECT: Source = { source: "direct", medium: null };
export const REFERRAL: Source = { source: "referral", medium: "referral" };
export const MAIL: Source = { source: "email", medium: "email" };

const groups: [facts: Record<string, string>, medium: string][] = [
  [SEARCH, "organic"],
  [SOCIAL, "social"],
  [ASSISTANTS, "referral"],
  [{ email: EMAIL }, "email"],
  [ADVERTISING, "paid"],
  [{ referral: WEBSITES }, "referral"],
];

/** The medium a source has when nothing else is known, by source. */
export const SOURCE_MEDIUMS = new Map<string, string | null>([["direct", null]]);

// `*.ask.com` is kept as `.ask.com`, which no host can be, so that one map holds both forms.
const hosts = new Map<string, Source>();

for (const [facts, medium] of groups) {
  for (const [source, places] of Object.entries(facts)) {
    const found: Source = { source, medium };
    if (!SOURCE_MEDIUMS.has(source)) SOURCE_MEDIUMS.set(source, medium);
    for (const place of places.trim().split(/\s+/)) {
      hosts.set(place.startsWith("*") ? place.slice(1) : place, found);
    }
  }
}

const apps = new Map<string, Source>();
for (const [source, names] of Object.entries(APPS)) {
  const found: Source = {
    source,
    medium: SOURCE_MEDIUMS.get(source) ?? "referral",
  };
  for (const name of names.trim().split(/\s+/)) apps.set(name, found);
}

/** No longer name exists in DNS; the length bounds the work on text that anyone may send. */
const MAX_HOST = 253;

const FRONT_LABEL = /^(?:www\d?|m|mobile|touch|amp)\./;
const WEBMAIL_LABEL = /^(?:webmail\d{0,2}[a-z]?|messagerie(?:-?\d{1,2})?|zimbra|roundcube)\.[^.]+\./;

/** The host in lower case, without a final dot. */
function hostOf(url: URL): string {
  return url.hostname.toLowerCase().replace(/\.$/, "");
}

/** The host without a leading `www.`. */
export function siteOf(url: URL): string {
  return hostOf(url).replace(/^www\./, "");
}

/**
 * What an address is known as, by whole labels of its host, the most specific entry first: the
 * host itself, then each domain above it; at each of them the path before the bare host.
 */
export function sourceOf(url: URL): Source | undefined {
  const host = hostOf(url);
  if (url.protocol === "android-app:") return apps.get(host);
  if (host.length > MAX_HOST) return undefined;
  const [, first, second] = url.pathname.toLowerCase().split("/", 3);
  const at = (place: string) =>
    hosts.get(`${place}/${first}/${second}`) ?? hosts.get(`${place}/${first}`) ?? hosts.get(place);

  const found = at(host) ?? at(host.replace(FRONT_LABEL, ""));
  if (found) return found;
  for (let dot = 0; dot >= 0; dot = host.indexOf(".", dot + 1)) {
    const domain = at(dot === 0 ? `.${host}` : host.slice(dot));
    if (domain) return domain;
  }
  return WEBMAIL_LABEL.test(host) ? MAIL : undefined;
}
