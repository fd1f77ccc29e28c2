import UAParser from "ua-parser-js";

/** What a visitor browses with; `null` where it isn't known or is none of the documented values. */
export type Device = {
  device_type: "mobile" | "tablet" | "desktop" | null;
  browser: string | null;
  os: string | null;
};

/** Characters read of a header; real ones are shorter. */
const MAX_HEADER = 1_000;

/** In-app browsers the parser takes for the web view they run in. */
const IN_APP = {
  browser: [
    [/\btrill_\d|bytedancewebview/i],
    [["name", "TikTok"]],
    [/\[pinterest\//i],
    [["name", "Pinterest"]],
    [/\bbarcelona \d/i],
    [["name", "Threads"]],
    [/\bgsa\/\d/i],
    [["name", "GSA"]],
  ],
};

/**
 * Our name of a browser, and what the parser or a brand list calls it. The list is closed: the
 * parser copies some names from the user agent, so that anyone could fill a report with made-up ones.
 */
const BROWSERS = namesOf({
  "360 Browser": ["360"],
  Alipay: [],
  "Android Browser": [],
  "Avast Secure Browser": [],
  "AVG Secure Browser": [],
  Baidu: [],
  Brave: [],
  Chrome: ["android webview", "chrome headless", "chrome webview", "google chrome", "headlesschrome"],
  Chromium: [],
  "Coc Coc": ["coc_coc", "coccoc"],
  Daum: [],
  Dolphin: [],
  DuckDuckGo: [],
  Edge: ["microsoft edge", "microsoft edge webview2"],
  Electron: [],
  Epiphany: [],
  Facebook: [],
  Falkon: [],
  Firefox: ["fennec", "firefox focus", "firefox reality", "klar"],
  "Google App": ["gsa"],
  "HeyTap Browser": ["heytap"],
  "Huawei Browser": ["huaweibrowser"],
  Instagram: [],
  "Internet Explorer": ["ie", "iemobile"],
  KakaoTalk: ["kakaostory"],
  Kindle: [],
  Klarna: [],
  Konqueror: [],
  LibreWolf: [],
  LINE: [],
  LinkedIn: [],
  Maxthon: [],
  "Meta Quest Browser": ["oculus browser"],
  "MIUI Browser": ["miuibrowser", "mi browser"],
  Naver: [],
  "Nokia Browser": ["nokiabrowser"],
  Opera: [
    "opera coast",
    "opera gx",
    "opera mini",
    "opera mobi",
    "opera mobile",
    "opera tablet",
    "opera touch",
    "operamobile",
  ],
  "Pale Moon": ["palemoon"],
  Pinterest: [],
  Puffin: [],
  "QQ Browser": ["qqbrowser", "qqbrowserlite"],
  Quark: [],
  Safari: ["mobile safari"],
  "Samsung Internet": ["samsung browser"],
  SeaMonkey: [],
  Silk: ["amazon silk"],
  Snapchat: [],
  "Sogou Explorer": ["sogou mobile"],
  Tesla: [],
  Threads: [],
  TikTok: [],
  Twitter: [],
  "UC Browser": ["ucbrowser"],
  Vivaldi: [],
  "Vivo Browser": ["vivobrowser"],
  Waterfox: [],
  WeChat: [],
  Weibo: [],
  Whale: [],
  "Yandex Browser": ["yabrowser", "yandex", "yandexbrowser"],
});

/** Our name of an operating system, and what the parser or a platform hint calls it. */
const SYSTEMS = namesOf({
  Android: ["android-x86"],
  BlackBerry: ["rim tablet os"],
  "Chrome OS": ["chromeos", "chromium os"],
  "Firefox OS": [],
  FreeBSD: ["ghostbsd", "pc-bsd"],
  Fuchsia: [],
  Haiku: [],
  HarmonyOS: ["openharmony"],
  iOS: ["ipados"],
  KaiOS: [],
  Linux: [
    "arch",
    "centos",
    "chromecast",
    "debian",
    "deepin",
    "elementary os",
    "fedora",
    "gentoo",
    "kubuntu",
    "lubuntu",
    "mageia",
    "mandriva",
    "manjaro",
    "mint",
    "opensuse",
    "pclinuxos",
    "raspbian",
    "red hat",
    "redhat",
    "slackware",
    "suse",
    "ubuntu",
    "ubuntu touch",
    "xubuntu",
  ],
  macOS: ["mac os", "mac os x"],
  MeeGo: ["maemo"],
  NetBSD: [],
  Nintendo: [],
  OpenBSD: [],
  PlayStation: [],
  "Sailfish OS": ["sailfish"],
  "Series 40": ["series40"],
  Solaris: [],
  Symbian: [],
  Tizen: [],
  webOS: [],
  Windows: ["windows iot", "windows mobile", "windows phone", "windows phone os"],
  Xbox: [],
});

const DESKTOP_SYSTEMS = new Set<string | null>([
  "Chrome OS",
  "FreeBSD",
  "Haiku",
  "Linux",
  "macOS",
  "NetBSD",
  "OpenBSD",
  "Solaris",
  "Windows",
]);

/** Where the real Safari runs or ran; elsewhere a WebKit browser borrows its name. */
const SAFARI_SYSTEMS = new Set<string | null>(["iOS", "macOS", "Windows"]);

const FORM_FACTORS = new Map<string, Device["device_type"]>([
  ["Mobile", "mobile"],
  ["Tablet", "tablet"],
  ["Desktop", "desktop"],
]);

/**
 * The device type, browser and operating system of a request, from its user agent and the client
 * hints beside it. Names come from a closed list; whatever isn't on it is `null`. Never throws.
 *
 * @param touchPoints `navigator.maxTouchPoints`: an iPad says it is a Mac, but a Mac has none.
 */
export function deviceOf(headers: Headers, touchPoints = 0): Device {
  const userAgent = hint(headers, "user-agent");
  if (userAgent === "") return { device_type: null, browser: null, os: null };

  const parser = new UAParser(withModel(userAgent, headers), IN_APP);
  const platform = unquoted(hint(headers, "sec-ch-ua-platform"));
  const named = nameIn(SYSTEMS, parser.getOS().name) ?? nameIn(SYSTEMS, platform);
  const iPad = platform === "" && saysMacButIsPad(userAgent, touchPoints);
  const os = iPad ? "iOS" : named;

  return {
    device_type: iPad ? "tablet" : typeOf(headers, userAgent, os, parser.getDevice().type),
    browser: browserOf(headers, parser.getBrowser().name, os),
    os,
  };
}

/** Chromium's own reduced user agents all name the model "K"; the hint has the real one. */
function withModel(userAgent: string, headers: Headers): string {
  const model = unquoted(hint(headers, "sec-ch-ua-model"));
  return model === "" ? userAgent : userAgent.replace("; K)", () => `; ${model})`);
}

/** The browsers of other makers on iOS keep their iOS token when they ask for the desktop site. */
function saysMacButIsPad(userAgent: string, touchPoints: number): boolean {
  return (
    userAgent.includes("Macintosh") &&
    (touchPoints > 1 || /\b(?:CriOS|EdgiOS|FxiOS|OPT|GSA)\//.test(userAgent))
  );
}

/**
 * Televisions, consoles, watches, headsets and cars are none of the three documented values: `null`,
 * since any of the three would be wrong about the screen and how one points at it.
 */
function typeOf(
  headers: Headers,
  userAgent: string,
  os: string | null,
  parsed: string | undefined,
): Device["device_type"] {
  for (const [, factor = ""] of hint(headers, "sec-ch-ua-form-factors").matchAll(/"([^"]*)"/g)) {
    const type = FORM_FACTORS.get(factor);
    if (type !== undefined) return type;
  }
  if (parsed === "mobile" || parsed === "tablet") return parsed;
  if (parsed !== undefined) return null;
  if (hint(headers, "sec-ch-ua-mobile") === "?1") return "mobile";
  if (os === "Android") return /mobi|opera mini/i.test(userAgent) ? "mobile" : "tablet";
  return DESKTOP_SYSTEMS.has(os) ? "desktop" : null;
}

/**
 * A brand of its own in the hints first, since many browsers send Chrome's user agent; then the user
 * agent, which alone knows in-app browsers; "Chromium" only where nothing else is named.
 */
function browserOf(headers: Headers, parsed: string | undefined, os: string | null): string | null {
  const brands = brandsOf(headers);
  const own = brands.find((brand) => brand !== "Chrome" && brand !== "Chromium");
  if (own !== undefined) return own;

  // An app's web view on an Apple system names its engine only; it is Safari's.
  const webView = parsed === "WebKit" && (os === "iOS" || os === "macOS");
  const name = webView ? "Safari" : nameIn(BROWSERS, parsed);
  if (name === "Safari" && !SAFARI_SYSTEMS.has(os)) return null;
  if (name !== null && name !== "Chrome") return name;
  return brands.includes("Chrome") ? "Chrome" : (brands[0] ?? name);
}

/** The known brands of both lists; made-up ones ("Not A;Brand") are on no list of ours. */
function brandsOf(headers: Headers): string[] {
  const lists = `${hint(headers, "sec-ch-ua")},${hint(headers, "sec-ch-ua-full-version-list")}`;
  return [...lists.matchAll(/"([^"]*)"\s*;\s*v=/g)].flatMap(([, brand]) => nameIn(BROWSERS, brand) ?? []);
}

function hint(headers: Headers, name: string): string {
  return (headers.get(name) ?? "").slice(0, MAX_HEADER).trim();
}

function unquoted(text: string): string {
  return text.replaceAll('"', "").trim();
}

function namesOf(aliases: Record<string, string[]>): Map<string, string> {
  return new Map(
    Object.entries(aliases).flatMap(([name, others]) =>
      [name.toLowerCase(), ...others].map((alias): [string, string] => [alias, name]),
    ),
  );
}

function nameIn(names: Map<string, string>, text: string | undefined): string | null {
  return names.get((text ?? "").toLowerCase()) ?? null;
}
