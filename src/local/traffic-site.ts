import { chooser, hexDigits, type Random } from "./traffic-random.ts";
import type { Country } from "./traffic-visitors.ts";

type SectionName = "home" | "product" | "pricing" | "blog" | "docs" | "company" | "contact";

type Section = {
  /** Median of the visible seconds on a page. */
  seconds: number;
  /** How likely a page view opens the widget. */
  opens: number;
  /** Where readers go on to, by weight. */
  next: Partial<Record<SectionName, number>>;
};

/** A page of the demo site. */
export type Page = { path: string; title: string; section: SectionName; weight: number };

/** How a session came to the site. */
export type Arrival = { page: Page; search: string; referrer: string | null };

const SECTIONS: Record<SectionName, Section> = {
  home: {
    seconds: 26,
    opens: 0.03,
    next: { product: 40, pricing: 27, blog: 9, docs: 9, company: 6, contact: 9 },
  },
  product: {
    seconds: 42,
    opens: 0.045,
    next: { product: 30, pricing: 34, docs: 10, home: 8, contact: 10, blog: 4, company: 4 },
  },
  pricing: {
    seconds: 48,
    opens: 0.12,
    next: { contact: 28, product: 32, docs: 10, home: 16, company: 8, blog: 3 },
  },
  blog: {
    seconds: 85,
    opens: 0.015,
    next: { blog: 48, product: 20, home: 15, pricing: 9, docs: 6, contact: 2 },
  },
  docs: {
    seconds: 95,
    opens: 0.05,
    next: { docs: 70, product: 8, pricing: 8, home: 7, contact: 5, blog: 2 },
  },
  company: {
    seconds: 32,
    opens: 0.02,
    next: { company: 30, home: 25, product: 18, contact: 17, blog: 10 },
  },
  contact: { seconds: 38, opens: 0.17, next: { home: 36, pricing: 24, product: 20, company: 20 } },
};

const page = (section: SectionName, weight: number, path: string, title: string): Page => ({
  path,
  title,
  section,
  weight,
});

/** The demo site's pages; the weight is a page's popularity within its section. */
export const PAGES: readonly Page[] = [
  page("home", 10, "/", "Customer conversations that answer themselves"),
  page("product", 40, "/features", "Features"),
  page("product", 18, "/features/inbox", "Shared inbox"),
  page("product", 14, "/features/assistant", "The assistant"),
  page("product", 9, "/features/analytics", "Analytics"),
  page("product", 11, "/integrations", "Integrations"),
  page("product", 8, "/customers", "Customer stories"),
  page("pricing", 10, "/pricing", "Pricing"),
  page("blog", 22, "/blog", "Blog"),
  page("blog", 30, "/blog/reduce-support-tickets", "How to halve your support tickets"),
  page("blog", 19, "/blog/chatbot-metrics", "Seven chatbot metrics that matter"),
  page("blog", 12, "/blog/live-chat-etiquette", "Live chat etiquette"),
  page("blog", 8, "/blog/gdpr-and-chat", "GDPR and chat: what to know"),
  page("blog", 5, "/blog/onboarding-messages", "Onboarding messages people read"),
  page("blog", 3, "/blog/year-in-review", "Our year in review"),
  page("docs", 26, "/docs", "Documentation"),
  page("docs", 30, "/docs/install", "Install the widget"),
  page("docs", 20, "/docs/api", "API reference"),
  page("docs", 11, "/docs/single-page-apps", "Single-page apps"),
  page("docs", 7, "/docs/privacy", "Privacy and consent"),
  page("company", 30, "/about", "About us"),
  page("company", 18, "/careers", "Careers"),
  page("company", 6, "/legal/privacy", "Privacy policy"),
  page("company", 4, "/legal/terms", "Terms of service"),
  page("contact", 30, "/contact", "Contact"),
  page("contact", 17, "/demo", "Book a demo"),
];

type Weights = Partial<Record<SectionName, number>>;

/** Draws the pages of some sections: the section by the weights given, the page by its own. */
function pageChooser(weights: Weights, except?: Page): (random: Random) => Page {
  const shares = new Map<SectionName, number>();
  for (const { section, weight } of PAGES) {
    shares.set(section, (shares.get(section) ?? 0) + weight);
  }
  return chooser(PAGES, (candidate) =>
    candidate === except
      ? 0
      : ((weights[candidate.section] ?? 0) * candidate.weight) / (shares.get(candidate.section) ?? 1),
  );
}

const onwards = new Map(PAGES.map((from) => [from, pageChooser(SECTIONS[from.section].next, from)]));

/** The page a reader goes on to; never the same one. */
export function pageAfter(from: Page, random: Random): Page {
  return onwards.get(from)?.(random) ?? from;
}

/** What is typical of a page: the median of its visible seconds, how likely the widget is opened. */
export function habitsOn({ section }: Page): { seconds: number; opens: number } {
  return SECTIONS[section];
}

type Channel = {
  /** Its share of sessions, of those that return, and of those that a campaign brings on top. */
  first: number;
  again: number;
  campaign: number;
  entry: (random: Random) => Page;
  /** The query of the landing page, with its `?`. */
  search?: (random: Random, at: number) => string;
  referrer?: (random: Random, country: Country) => string;
};

const oneOf = (...texts: string[]) => {
  const choose = chooser(texts, () => 1);
  return (random: Random) => choose(random);
};
const searching = pageChooser({ home: 24, blog: 34, docs: 18, product: 14, pricing: 8, company: 2 });
const socializing = pageChooser({ blog: 62, home: 22, product: 10, company: 6 });
const advertised = pageChooser({ product: 46, pricing: 24, home: 18, contact: 12 });

const CHANNELS: readonly Channel[] = [
  {
    first: 24,
    again: 52,
    campaign: 10,
    entry: pageChooser({ home: 64, pricing: 9, docs: 14, blog: 5, product: 5, contact: 3 }),
  },
  { first: 33, again: 20, campaign: 5, entry: searching, referrer: (_, country) => country.google },
  { first: 4.5, again: 3, campaign: 1, entry: searching, referrer: () => "https://www.bing.com/" },
  { first: 2.5, again: 2, campaign: 0, entry: searching, referrer: () => "https://duckduckgo.com/" },
  {
    first: 3,
    again: 1.5,
    campaign: 8,
    entry: socializing,
    referrer: oneOf("https://t.co/Jq3vXw81Lk", "https://t.co/a7RkPz0Ybe", "https://t.co/"),
  },
  {
    first: 3,
    again: 2,
    campaign: 4,
    entry: socializing,
    referrer: oneOf("https://www.linkedin.com/", "https://lnkd.in/eX4mPq7"),
  },
  {
    first: 2,
    again: 0.5,
    campaign: 22,
    entry: advertised,
    search: () => "?utm_source=linkedin&utm_medium=social&utm_campaign=launch&utm_content=carousel",
    referrer: () => "https://www.linkedin.com/",
  },
  {
    first: 3,
    again: 1,
    campaign: 2,
    entry: socializing,
    search: (random) => `?fbclid=IwAR${hexDigits(random, 24)}`,
    referrer: oneOf("https://l.facebook.com/", "https://m.facebook.com/", "https://www.facebook.com/"),
  },
  {
    first: 1.8,
    again: 0.8,
    campaign: 1,
    entry: socializing,
    referrer: oneOf("https://www.reddit.com/", "https://old.reddit.com/"),
  },
  {
    first: 3.5,
    again: 2,
    campaign: 0,
    entry: pageChooser({ product: 30, docs: 28, pricing: 18, blog: 14, home: 10 }),
    search: () => "?utm_source=chatgpt.com",
    referrer: () => "https://chatgpt.com/",
  },
  {
    first: 4,
    again: 11,
    campaign: 22,
    entry: pageChooser({ blog: 60, product: 26, pricing: 8, home: 6 }),
    search: (_, at) =>
      `?utm_source=newsletter&utm_medium=email&utm_campaign=digest-${new Date(at).toISOString().slice(0, 7)}`,
  },
  {
    first: 7,
    again: 2,
    campaign: 25,
    entry: advertised,
    search: (random) =>
      `?utm_source=google&utm_medium=cpc&utm_campaign=brand&utm_term=${oneOf("live+chat", "chat+widget", "ai+support")(random)}&gclid=Cj0KCQ${hexDigits(random, 20)}`,
    referrer: (_, country) => country.google,
  },
  {
    first: 6,
    again: 3,
    campaign: 4,
    entry: pageChooser({ home: 44, product: 22, blog: 22, pricing: 12 }),
    referrer: oneOf(
      "https://www.g2.com/",
      "https://www.capterra.com/",
      "https://dev.to/",
      "https://webtechnik.example/werkzeuge/chat",
      "https://saas-weekly.example/issues/214",
    ),
  },
];

const byOccasion = {
  first: chooser(CHANNELS, (channel) => channel.first),
  again: chooser(CHANNELS, (channel) => channel.again),
  campaign: chooser(CHANNELS, (channel) => channel.campaign),
};

/** Why a session came about: a first visit, a later one, or a campaign. */
export type Occasion = keyof typeof byOccasion;

/** Draws where a session comes from and, depending on that, the page it lands on. */
export function arrivalOf(random: Random, occasion: Occasion, country: Country, at: number): Arrival {
  const channel = byOccasion[occasion](random);
  return {
    page: channel.entry(random),
    search: channel.search?.(random, at) ?? "",
    referrer: channel.referrer?.(random, country) ?? null,
  };
}
