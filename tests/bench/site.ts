import { campaignOf, classifySource } from "../../src/ingest/sources.ts";
import { chooser, type Random, seededRandom } from "../../src/local/traffic-random.ts";
import { Crowd, COUNTRIES as LANDS } from "../../src/local/traffic-visitors.ts";

/** A page of a site; the weights are its shares of landings and of later page views. */
export type SitePage = { path: string; title: string; entry: number; later: number };

/** Where sessions come from, as `track` describes it, and the query of the page they land on. */
export type SiteOrigin = { origin: Record<string, unknown>; query: string; weight: number };

/** A browser as `track` describes it. */
export type SiteClient = { client: Record<string, unknown>; weight: number };

const WORDS =
  `answer assistant audience automation benchmark budget campaign chat checklist commerce community
  conversion customer dashboard delivery design email engagement examples experience feedback forecast funnel
  growth guide inbox insight integration knowledge launch lead metrics mobile onboarding pipeline playbook
  privacy product questions reply report research retention revenue routing sales satisfaction script search
  security segment service signal start strategy support survey team template ticket tracking training trends
  visitor voice website widget workflow`.split(/\s+/);

const zipf = (rank: number, exponent: number) => 1 / rank ** exponent;

function phrase(random: Random, words: number): string {
  const word = () => WORDS[Math.floor(random() * WORDS.length)] ?? "page";
  return Array.from({ length: words }, word).join("-");
}

const titleOf = (slug: string) =>
  `${slug.replaceAll("-", " ").replace(/^./, (first) => first.toUpperCase())}`;

/** So many pages: a few that all visitors see, documentation, and a long tail of articles to land on. */
export function pagesOf(count: number): SitePage[] {
  const random = seededRandom(count);
  const fixed = [
    "/",
    "/pricing",
    "/features",
    "/signup",
    "/contact",
    "/customers",
    "/about",
    "/blog",
    "/docs",
  ];
  const paths = new Set(fixed);
  while (paths.size < count) {
    const share = random();
    const section = share < 0.12 ? "docs" : share < 0.2 ? "integrations" : "blog";
    paths.add(`/${section}/${phrase(random, section === "blog" ? 5 : 2)}`);
  }
  return [...paths].slice(0, count).map((path, index) => ({
    path,
    title: `${titleOf(path.split("/").at(-1) || "home")} – Bench`,
    entry: index === 0 ? 1.4 : zipf(index + 2, 0.8),
    later: zipf(index + 1, 0.95),
  }));
}

type Arrival = { share: number; query?: string; referrer?: string };

/** So many arrivals of one kind with a share together, the first of them the most frequent. */
const several = (
  share: number,
  count: number,
  make: (number: number) => Omit<Arrival, "share">,
): Arrival[] => {
  const total = Array.from({ length: count }, (_, index) => zipf(index + 1, 1)).reduce((a, b) => a + b);
  return Array.from({ length: count }, (_, index) => ({
    share: (share * zipf(index + 1, 1)) / total,
    ...make(index),
  }));
};

const GOOGLES = ["com", "de", "co.uk", "fr", "nl", "ca", "com.au", "es", "it", "pl", "co.in", "com.br", "ch"];

/** In percent of sessions. An ad's click id, `{id}`, is another one each time. */
function arrivals(): Arrival[] {
  const random = seededRandom(2);
  const campaign = (number: number) => `digest-${2025 + Math.floor(number / 26)}-${(number % 26) + 1}`;
  return [
    { share: 25 },
    ...several(45, GOOGLES.length, (number) => ({ referrer: `https://www.google.${GOOGLES[number]}/` })),
    { share: 3, referrer: "https://www.bing.com/" },
    { share: 1.4, referrer: "https://duckduckgo.com/" },
    { share: 0.6, referrer: "https://www.ecosia.org/" },
    ...several(8, 2_000, () => ({
      referrer: `https://${phrase(random, 2)}.example/${phrase(random, 3)}`,
    })),
    { share: 1.2, referrer: "https://www.linkedin.com/" },
    { share: 1.4, referrer: "https://l.facebook.com/" },
    { share: 0.8, referrer: "https://m.facebook.com/" },
    { share: 0.7, referrer: "https://www.instagram.com/" },
    ...several(0.8, 60, (number) => ({ referrer: `https://t.co/${(number * 7_919 + 40_000).toString(36)}` })),
    ...several(0.7, 80, () => ({ referrer: `https://www.reddit.com/r/${phrase(random, 1)}/` })),
    { share: 0.4, referrer: "https://www.youtube.com/" },
    { share: 1.5, query: "?utm_source=chatgpt.com", referrer: "https://chatgpt.com/" },
    ...several(4.5, 52, (number) => ({
      query: `?utm_source=newsletter&utm_medium=email&utm_campaign=${campaign(number)}`,
    })),
    ...several(4, 60, (number) => ({
      query: `?utm_source=google&utm_medium=cpc&utm_campaign=brand-${number % 6}&utm_term=${phrase(random, 2)}&gclid={id}`,
      referrer: "https://www.google.com/",
    })),
    ...several(1, 12, (number) => ({
      query: `?utm_source=facebook&utm_medium=paid_social&utm_campaign=spring-${number}&fbclid={id}`,
      referrer: "https://l.facebook.com/",
    })),
  ];
}

/** Where the sessions of a site come from, described by the code that `track` runs; the `count` most frequent. */
export function originsOf(website: string, count: number): SiteOrigin[] {
  return arrivals()
    .sort((one, other) => other.share - one.share)
    .slice(0, count)
    .map(({ share, query = "", referrer }) => {
      const url = new URL(`/${query}`, website);
      const { source, medium } = classifySource(url, referrer ?? null);
      return {
        origin: { source, medium, referrer_url: referrer ?? null, ...campaignOf(url) },
        query,
        weight: share,
      };
    });
}

const SAMPLE = 30_000;

let sampled: SiteClient[] | undefined;

/** The browsers of a sample of the demo's visitors, the `count` most frequent first. */
export function clientsOf(count: number): SiteClient[] {
  sampled ??= sampleClients();
  return sampled.slice(0, count);
}

function sampleClients(): SiteClient[] {
  const random = seededRandom(3);
  const landOf = chooser(LANDS, ({ weight }) => weight);
  const found = new Map<string, number>();
  const crowd = new Crowd(random);
  for (let number = 0; number < SAMPLE; number++) {
    const { device_type, browser, os, screen_width, screen_height, language } = crowd.visitorAt(
      number,
      landOf(random),
    ).identity;
    const key = JSON.stringify({ device_type, browser, os, screen_width, screen_height, language });
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return [...found]
    .sort(([, one], [, other]) => other - one)
    .map(([client, weight]) => ({ client: JSON.parse(client), weight }));
}

/** Sixty countries, the most frequent first. */
export const COUNTRIES =
  `US DE GB FR IN NL CA ES IT BR AU PL SE CH AT BE JP MX DK NO IE PT FI CZ SG ZA NZ TR RO GR HU IL KR AR ID PH
  MY TH VN CL CO UA BG HR SK LT SI EE LV RS AE SA EG NG KE PK BD PE LU IS`.split(/\s+/);

export const countryWeight = (rank: number) => zipf(rank + 1, 1.1);

/**
 * Which item each of `slots` equal parts of [0, 1) stands for, so that a random number can be looked up.
 * An item whose weight is below half a slot's may have none.
 */
export function slotsOf(weights: number[], slots: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [item, end] = [0, weights[0] ?? 0];
  return Array.from({ length: slots }, (_, slot) => {
    while (end < (total * (slot + 0.5)) / slots && item < weights.length - 1) {
      item += 1;
      end += weights[item] ?? 0;
    }
    return item;
  });
}
