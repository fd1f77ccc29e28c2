import UserAgent from "user-agents";
import { ipHash } from "../auth/hashing.ts";
import { isRobot } from "../ingest/bots.ts";
import { type Device, deviceOf } from "../ingest/device.ts";
import { chooser, hexDigits, type Random } from "./traffic-random.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Where visitors live. */
export type Country = {
  code: string;
  /** Its share of visitors. */
  weight: number;
  /** Hours ahead of UTC for most of its people, without summer time. */
  offset: number;
  /** The share of iPhones among its phones; the rest are Android's. */
  iPhones: number;
  /** The address of the search engine most of them use. */
  google: string;
  languages: readonly (readonly [tag: string, weight: number])[];
};

const country = (
  code: string,
  weight: number,
  offset: number,
  iPhones: number,
  google: string,
  languages: Record<string, number>,
): Country => ({
  code,
  weight,
  offset,
  iPhones,
  google: `https://www.google.${google}/`,
  languages: Object.entries(languages),
});

/** The user agents' data are mostly American, so that languages and kinds of phones come from here. */
export const COUNTRIES: readonly Country[] = [
  country("GB", 27, 0, 0.5, "co.uk", { "en-GB": 88, "en-US": 9, "pl-PL": 3 }),
  country("US", 25, -6, 0.57, "com", { "en-US": 93, "es-US": 5, "zh-CN": 2 }),
  country("DE", 11, 1, 0.38, "de", { "de-DE": 82, de: 6, "en-US": 9, "tr-TR": 3 }),
  country("FR", 7, 1, 0.34, "fr", { "fr-FR": 92, "en-US": 8 }),
  country("IN", 7, 5.5, 0.05, "co.in", { "en-IN": 58, "en-GB": 14, "en-US": 20, "hi-IN": 8 }),
  country("AU", 5, 10, 0.58, "com.au", { "en-AU": 88, "en-GB": 7, "en-US": 5 }),
  country("CA", 4.5, -5, 0.58, "ca", { "en-CA": 64, "fr-CA": 18, "en-US": 18 }),
  country("NL", 3.5, 1, 0.38, "nl", { "nl-NL": 76, "en-US": 15, "en-GB": 9 }),
  country("IE", 3, 0, 0.5, "ie", { "en-IE": 66, "en-GB": 29, "en-US": 5 }),
  country("ES", 2.5, 1, 0.24, "es", { "es-ES": 86, "ca-ES": 6, "en-US": 8 }),
  country("BR", 2, -3, 0.18, "com.br", { "pt-BR": 95, "en-US": 5 }),
  country("PL", 1.5, 1, 0.14, "pl", { "pl-PL": 91, "en-US": 9 }),
  country("JP", 1, 9, 0.62, "co.jp", { "ja-JP": 90, ja: 5, "en-US": 5 }),
];

const speaking = new Map(COUNTRIES.map((from) => [from, chooser(from.languages, ([, weight]) => weight)]));

type Profile = Device & { screen_width: number; screen_height: number; weight: number };

/** What the browsers of real systems call their platform. */
const PLATFORMS: readonly [userAgent: RegExp, platform: RegExp][] = [
  [/iPhone/, /^iPhone$/],
  [/iPad/, /^iPad$/],
  [/Android/, /^Linux (?:armv|aarch)/],
  [/Macintosh/, /^MacIntel$/],
  [/Windows/, /^Win32$/],
  [/Linux|CrOS/, /^Linux/],
];

/** A phone on a server's processor is a headless browser that calls itself one. */
function isWhatItSays(userAgent: string, platform: string): boolean {
  const [, expected] = PLATFORMS.find(([system]) => system.test(userAgent)) ?? [];
  return expected?.test(platform) ?? false;
}

/** Headless browsers also betray themselves by square screens, or by those of other devices. */
function screenFits({ device_type, screen_width, screen_height }: Profile): boolean {
  const narrow = Math.min(screen_width, screen_height);
  switch (device_type) {
    case "desktop":
      return narrow >= 600 && screen_width >= 1_024 && screen_width > screen_height;
    case "mobile":
      return narrow <= 540 && screen_width !== screen_height;
    case "tablet":
      return narrow >= 600 && screen_width !== screen_height;
    default:
      return false;
  }
}

/** The people's devices among the user agents of the package, as `track` would record them. */
function readProfiles(): Profile[] {
  const devices = new Map<string, Device>();
  return UserAgent.top()
    .filter(({ userAgent, platform }) => isWhatItSays(userAgent, platform))
    .filter(({ userAgent }) => !isRobot(userAgent, false))
    .map(({ userAgent, platform, screenWidth, screenHeight, weight }) => {
      // An iPad says that it is a Mac; its screen is upright, a Mac's is not.
      const touchPoints = platform === "MacIntel" && screenHeight > screenWidth ? 5 : 0;
      const key = `${touchPoints} ${userAgent}`;
      const device = devices.get(key) ?? deviceOf(new Headers({ "user-agent": userAgent }), touchPoints);
      devices.set(key, device);
      return { ...device, screen_width: screenWidth, screen_height: screenHeight, weight };
    })
    .filter(screenFits);
}

function devicesByKind() {
  const profiles = readProfiles();
  const like = (fits: (profile: Profile) => boolean) =>
    chooser(profiles.filter(fits), ({ weight }) => weight);
  return {
    desktop: like(({ device_type }) => device_type === "desktop"),
    tablet: like(({ device_type }) => device_type === "tablet"),
    iPhone: like(({ device_type, os }) => device_type === "mobile" && os === "iOS"),
    android: like(({ device_type, os }) => device_type === "mobile" && os === "Android"),
  };
}

let devices: ReturnType<typeof devicesByKind> | undefined;

/** Most people look at a business site from a desk; the data alone would have three of four hold a phone. */
function deviceIn({ iPhones }: Country, random: Random): Profile {
  devices ??= devicesByKind();
  const kind = random();
  if (kind < 0.54) return devices.desktop(random);
  if (kind < 0.57) return devices.tablet(random);
  return (random() < iPhones ? devices.iPhone : devices.android)(random);
}

/** What a batch says of its visitor: the same in each of the visitor's batches. */
type Identity = {
  visitor: string;
  ip_hash: string;
  ip: string;
  country: string;
  device_type: Device["device_type"];
  browser: string | null;
  os: string | null;
  screen_width: number;
  screen_height: number;
  language: string;
};

/** A person with a browser. */
export type Visitor = {
  identity: Identity;
  /** The end of the last session, in milliseconds. */
  lastSeen: number;
  returning: boolean;
};

function newVisitor(from: Country, random: Random): Visitor {
  const { weight, ...device } = deviceIn(from, random);
  const [language] = speaking.get(from)?.(random) ?? ["en-US"];
  // 198.18.0.0/15 is set aside for benchmarks (RFC 2544): nobody's address.
  const byte = () => Math.floor(random() * 256);
  const ip = `198.${18 + Math.floor(random() * 2)}.${byte()}.${byte()}`;
  // No secret: the same options must give the same hashes on every machine.
  const digits = hexDigits(random, 16);
  const identity = {
    // Ends in 0 or 1, as those that the widget makes.
    visitor: `${digits.slice(0, 15)}${Number.parseInt(digits.slice(15), 16) % 2}`,
    ip_hash: ipHash(ip, undefined),
    ip,
    country: from.code,
    ...device,
    language,
  };
  return { identity, lastSeen: 0, returning: false };
}

/** Sessions that a known visitor has, if there is one. */
const RETURNS = 0.34;

/** Visitors of whom another session may come. */
const COMES_BACK = 0.35;

/** Visitors kept in mind in all, so that millions of sessions fit into memory. */
const KNOWN = 150_000;

/** Sessions less than 30 minutes apart would be one. */
const SHORTEST_ABSENCE = 35 * MINUTE;

/** The people who visit: gives the visitor of each next session and remembers who may return. */
export class Crowd {
  readonly #known = new Map<Country, Visitor[]>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Who begins a session at that time: somebody new, or somebody who has been away for a while. */
  visitorAt(at: number, from: Country): Visitor {
    const known = this.#known.get(from) ?? [];
    if (known.length > 0 && this.#random() < RETURNS) {
      for (let attempt = 0; attempt < 3; attempt++) {
        const index = Math.floor(this.#random() * known.length);
        const found = known[index];
        if (found !== undefined && this.#isBack(at - found.lastSeen)) {
          const last = known.pop();
          if (last !== undefined && last !== found) known[index] = last;
          return found;
        }
      }
    }
    return newVisitor(from, this.#random);
  }

  /** After a session that ended at that time: some will come again. */
  remember(visitor: Visitor, from: Country, endedAt: number): void {
    visitor.lastSeen = endedAt;
    const stays = this.#random() < (visitor.returning ? 2 * COMES_BACK : COMES_BACK);
    if (!stays) return;
    visitor.returning = true;
    const known = this.#known.get(from) ?? [];
    this.#known.set(from, known);
    const full = known.length >= (KNOWN * from.weight) / 100;
    known[full ? Math.floor(this.#random() * known.length) : known.length] = visitor;
  }

  /** Most return after a day or more, the sooner the likelier; a few on the same day. */
  #isBack(absence: number): boolean {
    if (absence < SHORTEST_ABSENCE) return false;
    const days = absence / (24 * HOUR);
    return this.#random() < (days < 0.5 ? 0.15 : Math.exp(-days / 12));
  }
}
