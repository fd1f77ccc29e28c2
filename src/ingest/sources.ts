import {
  AD_CLICK_IDS,
  EMAIL_MEDIUMS,
  MAIL_CARRIERS,
  NAMES,
  PAID_WORDS,
  SHARE_IDS,
  SOCIAL_MEDIUMS,
} from "./source-campaigns.ts";
import { DIRECT, MAIL, REFERRAL, SOURCE_MEDIUMS, type Source, siteOf, sourceOf } from "./source-hosts.ts";

export type { Source };

export type Campaign = {
  utm_source: string | null;
  utm_medium: string | null;
  utm_campaign: string | null;
  utm_content: string | null;
  utm_term: string | null;
};

/** The longest UTM value kept, in characters. */
const MAX_UTM = 200;

/** The longest source or medium taken from a UTM value, in characters. */
const MAX_NAME = 100;

/** The first value of each query parameter that has one, by its name in lower case. */
function parametersOf(url: URL): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [key, text] of url.searchParams) {
    const name = key.toLowerCase();
    const value = clean(text);
    if (value && !parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

/** Without control characters, which PostgreSQL's text can't all hold, and without outer blanks. */
function clean(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}

/** Cut by characters, not by UTF-16 units: half of a pair is no valid JSON for PostgreSQL. */
function cut(text: string, length: number): string {
  return text.length <= length
    ? text
    : Array.from(text.slice(0, 2 * length))
        .slice(0, length)
        .join("")
        .trim();
}

/** UTM parameters of a page URL; empty is null; cut to 200 characters. */
export function campaignOf(url: URL): Campaign {
  const parameters = parametersOf(url);
  const value = (name: string) => {
    const text = parameters.get(name);
    return text === undefined ? null : cut(text, MAX_UTM);
  };
  return {
    utm_source: value("utm_source"),
    utm_medium: value("utm_medium"),
    utm_campaign: value("utm_campaign"),
    utm_content: value("utm_content"),
    utm_term: value("utm_term"),
  };
}

/** The address a text is, with or without its scheme; null where it is none. */
function addressOf(text: string): URL | null {
  const address = text.includes("://") ? text : `https://${text}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/** What a `utm_source` names: an alias, a known source, a known host, else the word itself. */
function sourceNamed(utmSource: string): Source {
  const word = cut(utmSource.toLowerCase(), MAX_NAME);
  if (MAIL_CARRIERS.has(word)) return { source: word, medium: "email" };

  const known = NAMES.get(word) ?? word;
  const medium = SOURCE_MEDIUMS.get(known);
  if (medium !== undefined) return { source: known, medium };

  const seller = word.replace(/[-_. ]?ads?$/, "");
  const advertiser = NAMES.get(seller) ?? seller;
  if (seller !== word && SOURCE_MEDIUMS.has(advertiser)) {
    return { source: advertiser, medium: "paid" };
  }

  const address = word.includes(".") ? addressOf(word) : null;
  const found = address ? sourceOf(address) : undefined;
  return found ?? { source: word, medium: "referral" };
}

/** The medium a `utm_medium` means: the documented word for it, else the word itself. */
function mediumNamed(utmMedium: string): string {
  const word = cut(utmMedium.toLowerCase(), MAX_NAME);
  const parts = word.split(/[^\p{L}\p{N}]+/u);
  const joined = parts.join("");
  if (parts.some((part) => PAID_WORDS.has(part) || part.startsWith("paid"))) {
    return "paid";
  }
  if (EMAIL_MEDIUMS.has(joined)) return "email";
  if (SOCIAL_MEDIUMS.has(joined)) return "social";
  return joined === "organicsearch" ? "organic" : word;
}

function firstKnown<Value>(ids: Map<string, Value>, parameters: Map<string, string>): Value | undefined {
  for (const name of parameters.keys()) {
    const value = ids.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What the referrer alone says; undefined where there is none. */
function referredBy(page: URL, referrer: string | null): Source | undefined {
  if (!referrer || !URL.canParse(referrer)) return undefined;
  const url = new URL(referrer);
  if (!/^(?:https?|android-app):$/.test(url.protocol)) return undefined;
  return siteOf(url) === siteOf(page) ? DIRECT : (sourceOf(url) ?? REFERRAL);
}

/**
 * Classifies one page view. A UTM parameter decides over an ad's click id, and that over the
 * referrer; `byCampaign` says that one of the two decided, so that the site's own host as the
 * referrer doesn't make it direct. `referrer` is any text; what is no address counts as none.
 */
export function classifySource(page: URL, referrer: string | null): Source & { byCampaign: boolean } {
  const parameters = parametersOf(page);
  const utmSource = parameters.get("utm_source");
  const utmMedium = parameters.get("utm_medium");
  const advertiser = firstKnown(AD_CLICK_IDS, parameters);
  const referred = referredBy(page, referrer) ?? firstKnown(SHARE_IDS, parameters) ?? DIRECT;

  if (!utmSource && !utmMedium) {
    return advertiser
      ? { source: advertiser, medium: "paid", byCampaign: true }
      : { ...referred, byCampaign: false };
  }

  const named = utmSource ? sourceNamed(utmSource) : undefined;
  const medium = utmMedium ? mediumNamed(utmMedium) : advertiser ? "paid" : (named?.medium ?? null);
  const carried = !named || MAIL_CARRIERS.has(named.source);
  if (medium === "email" && carried) return { ...MAIL, byCampaign: true };
  const source = named?.source ?? advertiser ?? referred.source;
  return { source, medium, byCampaign: true };
}
