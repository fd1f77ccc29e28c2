import type { RecordBatch } from "../ingest/record.ts";
import { campaignOf, classifySource } from "../ingest/sources.ts";
import { chooser, hexDigits, logNormal, type Random, seededRandom, uuidAt } from "./traffic-random.ts";
import { type Arrival, arrivalOf, habitsOn, type Page, pageAfter } from "./traffic-site.ts";
import { COUNTRIES, type Country, Crowd } from "./traffic-visitors.ts";

export type TrafficOptions = {
  /** A whole number; another one gives other people. */
  seed: number;
  assistantId: string;
  /** The site's origin, e.g. `https://acme.com`. */
  website: string;
  /** Traffic lies in [from, to). */
  from: Date;
  to: Date;
  /** The mean over the whole range. */
  sessionsPerDay: number;
};

type Event = Record<string, unknown>;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

/** How busy each local hour and each local weekday (from Sunday) is. */
const HOURS = [
  0.25, 0.15, 0.1, 0.08, 0.1, 0.18, 0.35, 0.6, 0.9, 1.15, 1.25, 1.2, 1.15, 1.2, 1.25, 1.2, 1.1, 1, 0.95, 0.95,
  1, 0.95, 0.75, 0.45,
];
const WEEKDAYS = [0.62, 1.08, 1.15, 1.14, 1.1, 0.95, 0.6];

const GROWTH_PER_DAY = 1.0015;

/** A campaign begins at this part of the range, doubles the traffic and fades within days. */
const CAMPAIGN = { begins: 0.6, fades: 1.5 * DAY };

/** The longest times on a page together stay below the 30 minutes that would end a session. */
const LONGEST_READING = 600;
const LONGEST_WIDGET = 600;
const LONGEST_AWAY = 480;

/** The exact number of batches that `generateTraffic` yields for these options. */
export function countOfSessions({ from, to, sessionsPerDay }: TrafficOptions): number {
  return Math.max(0, Math.round(((to.getTime() - from.getTime()) / DAY) * sessionsPerDay));
}

/** A part of an hour: how busy it is, in each country, and how much of that a campaign brings. */
type Slot = {
  starts: number;
  ends: number;
  countries: Map<Country, number>;
  campaign: number;
  activity: number;
};

/** How busy a country is at a time, by the clock and calendar of its people. */
function bustle(country: Country, at: number): number {
  const local = new Date(at + country.offset * HOUR);
  return country.weight * (HOURS[local.getUTCHours()] ?? 0) * (WEEKDAYS[local.getUTCDay()] ?? 0);
}

function slotsOf({ from, to }: TrafficOptions, random: Random): Slot[] {
  const [start, end] = [from.getTime(), to.getTime()];
  const slots: Slot[] = [];
  let weather = 1;
  for (let starts = start; starts < end; ) {
    const ends = Math.min(end, (Math.floor(starts / HOUR) + 1) * HOUR);
    if (starts === start || starts % DAY === 0) weather = logNormal(random, 1, 0.1);
    const countries = new Map(COUNTRIES.map((country) => [country, bustle(country, starts)]));
    const since = starts - (start + CAMPAIGN.begins * (end - start));
    const campaign = since < 0 ? 0 : Math.exp(-since / CAMPAIGN.fades);
    const people = [...countries.values()].reduce((sum, part) => sum + part, 0);
    const trend = weather * logNormal(random, 1, 0.15) * GROWTH_PER_DAY ** ((starts - start) / DAY);
    const activity = people * (ends - starts) * (1 + campaign) * trend;
    slots.push({ starts, ends, countries, campaign: campaign / (1 + campaign), activity });
    starts = ends;
  }
  return slots;
}

const between = (random: Random, low: number, high: number) => low + random() * (high - low);

/** What happens in the widget from its opening on: seconds since then, event type. Few get to the end. */
function widgetStory(random: Random): { seconds: number; steps: [after: number, type: string][] } {
  const talks = random() < 0.46;
  const seconds = Math.min(Math.max(logNormal(random, talks ? 140 : 18, 0.7), 2), LONGEST_WIDGET);
  const steps: [number, string][] = [[0, "widget_open"]];
  if (talks) {
    steps.push([seconds * between(random, 0.1, 0.25), "conversation_start"]);
    if (random() < 0.38) steps.push([seconds * between(random, 0.55, 0.8), "inquiry_submit"]);
    if (random() < 0.86) steps.push([seconds * between(random, 0.88, 0.97), "conversation_end"]);
  }
  if (random() < 0.94) steps.push([seconds, "widget_close"]);
  return { seconds, steps };
}

/** The events of one page load, and when it ended. */
function pageLoad(
  random: Random,
  { path, title }: Page,
  { at, location, referrer }: { at: number; location: string; referrer: string | null },
  reading: number,
  opensWidget: boolean,
): { events: Event[]; exitedAt: number } {
  const session_id = `s_${at.toString(36)}${hexDigits(random, 10)}`;
  const widget = opensWidget ? widgetStory(random) : { seconds: 0, steps: [] };
  const visible = reading + widget.seconds;
  const away = random() < 0.12 ? Math.min(logNormal(random, 50, 1), LONGEST_AWAY) : 0;
  const exitedAt = at + Math.ceil((visible + away) * SECOND);
  const url = new URL(location);
  const { source, medium, byCampaign } = classifySource(url, referrer);
  const view = {
    id: uuidAt(at, random),
    type: "page_view",
    at: new Date(at).toISOString(),
    host: url.hostname,
    path,
    session_id,
    title,
    location,
    seconds: Math.round(visible),
    source,
    medium,
    by_campaign: byCampaign,
    referrer_host: referrer === null ? null : new URL(referrer).hostname,
    referrer_url: referrer,
    excluded: null,
    ...campaignOf(url),
    exited_at: new Date(exitedAt).toISOString(),
  };
  const opensAt = at + reading * SECOND * between(random, 0.2, 0.9);
  const interactions = widget.steps.map(([after, type]) => {
    const time = Math.round(opensAt + after * SECOND);
    return {
      id: uuidAt(time, random),
      type,
      at: new Date(time).toISOString(),
      host: url.hostname,
      path,
      session_id,
      ...(type === "widget_close" && { duration_seconds: Math.round(widget.seconds) }),
    };
  });
  return { events: [view, ...interactions], exitedAt };
}

/** One session from its landing page to its last, and when it ended. */
function sessionOf(
  random: Random,
  website: string,
  arrival: Arrival,
  startsAt: number,
  returning: boolean,
): { events: Event[]; endedAt: number } {
  const events: Event[] = [];
  let { page, referrer } = arrival;
  let location = `${website}${page.path}${arrival.search}`;
  let at = startsAt;
  let widgetUsed = false;
  const bounces = random() < (returning ? 0.24 : 0.33);
  for (;;) {
    const habits = habitsOn(page);
    // Who bounces has read less, except in articles, which are often read and left.
    const patience = bounces && page.section !== "blog" ? 0.4 : 1;
    const reading = Math.min(Math.max(logNormal(random, habits.seconds * patience, 0.9), 1), LONGEST_READING);
    const opensWidget: boolean = !widgetUsed && random() < habits.opens * (returning ? 1.5 : 1);
    widgetUsed ||= opensWidget;
    const load = pageLoad(random, page, { at, location, referrer }, reading, opensWidget);
    events.push(...load.events);
    if (bounces || random() < 0.33 || events.length > 60) {
      return { events, endedAt: load.exitedAt };
    }
    page = pageAfter(page, random);
    referrer = location;
    location = `${website}${page.path}`;
    at = load.exitedAt + Math.round(between(random, 60, 1_500));
  }
}

/** What is known of a session before `end`: a page still open then has no time on page yet. */
function knownBefore(end: number, events: Event[]): Event[] {
  const limit = new Date(end).toISOString();
  return events
    .filter(({ at }) => String(at) < limit)
    .map((event) => {
      if (event["exited_at"] === undefined || String(event["exited_at"]) < limit) return event;
      const { exited_at, ...open } = event;
      return { ...open, seconds: null };
    });
}

/**
 * People who visit a site: one batch a session, in order of their starts, as `track` would hand them
 * to `record_events`. The same options give the same batches, byte for byte. Batches are made as they
 * are asked for, and memory stays bounded however many they are.
 */
export function* generateTraffic(options: TrafficOptions): Generator<RecordBatch> {
  const { seed, assistantId, website, to } = options;
  const random = seededRandom(seed);
  const slots = slotsOf(options, random);
  const crowd = new Crowd(random);
  const sessions = countOfSessions(options);
  const allActivity = slots.reduce((sum, { activity }) => sum + activity, 0);
  let activitySoFar = 0;
  let begun = 0;
  for (const { starts, ends, countries, campaign, activity } of slots) {
    activitySoFar += activity;
    const count = Math.round((sessions * activitySoFar) / allActivity) - begun;
    begun += count;
    const countryOf = chooser([...countries], ([, bustling]) => bustling);
    const times = Array.from({ length: count }, () => Math.floor(between(random, starts, ends)));
    for (const at of times.sort((one, other) => one - other)) {
      const [country] = countryOf(random);
      const visitor = crowd.visitorAt(at, country);
      const occasion = random() < campaign ? "campaign" : visitor.returning ? "again" : "first";
      const arrival = arrivalOf(random, occasion, country, at);
      const { events, endedAt } = sessionOf(random, website, arrival, at, visitor.returning);
      crowd.remember(visitor, country, endedAt);
      yield {
        assistant_id: assistantId,
        origin_host: null,
        ...visitor.identity,
        excluded: null,
        events: knownBefore(to.getTime(), events),
      };
    }
  }
}
