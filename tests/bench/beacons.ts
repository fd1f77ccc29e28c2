import type { Context } from "@netlify/functions";
import { readBeacon } from "../../src/ingest/batch.ts";
import { batchOf, type RecordBatch } from "../../src/ingest/record.ts";
import { hexDigits, type Random, uuidAt } from "../../src/local/traffic-random.ts";

const USER_AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0",
];
const COUNTRIES = ["US", "DE", "GB", "FR", "NL", "ES"];
const REFERRERS = [
  "",
  "",
  "https://www.google.com/",
  "https://www.google.de/",
  "https://www.bing.com/",
  "https://t.co/",
];

/** A beacon of a session as `track` hands it to the database, and which of the session's events it tells of. */
type Beacon = { batch: RecordBatch; event: number };

/** What one session sends, in order: each page view, its exit, and now and then what is done in the widget. */
export type Script = Beacon[];

const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) {
    throw new RangeError("There is nothing to pick from.");
  }
  return item;
};

/** Pages of a session: 45 % see one, the others two and more. */
function pagesSeen(random: Random): number {
  let pages = 1;
  for (let more = random() > 0.45; more && pages < 30; more = random() < 0.725) {
    pages += 1;
  }
  return pages;
}

/** One session as the widget tells it, read and completed by the code of `track`; times are set later. */
export function scriptOf(
  random: Random,
  site: { assistantId: string; website: string; paths: readonly string[] },
): Script {
  const envelope = {
    assistant_id: site.assistantId,
    visitor_id: "v_0000000000000000",
    sent_at: 0,
    screen_width: 1_440,
    screen_height: 900,
    language: "en-US",
    touch_points: 0,
    webdriver: false,
  };
  const headers = { "user-agent": pick(random, USER_AGENTS), origin: site.website };
  const request = new Request("https://track.example/", { method: "POST", headers });
  const ip = `198.18.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`;
  const geo = { country: { code: pick(random, COUNTRIES) } };
  const known: Pick<Context, "ip" | "geo"> = { ip, geo };
  const script: Script = [];
  let number = 0;
  const send = (event: number, fields: Record<string, unknown>) => {
    const id = uuidAt(0, random);
    const body = {
      ...envelope,
      events: [{ id, at: 0, session_id: `s_${hexDigits(random, 20)}`, ...fields }],
    };
    const read = readBeacon(body);
    script.push({ batch: batchOf(read.envelope, read.events, request, known as Context, new Date()), event });
  };
  let referrer = pick(random, REFERRERS);
  const opensWidget = random() < 0.06;
  for (let page = pagesSeen(random); page > 0; page--) {
    const url = `${site.website}${pick(random, site.paths)}`;
    const view = { type: "page_view", url, title: "Bench", referrer };
    const event = number++;
    send(event, view);
    if (opensWidget && page === 1) {
      send(number++, { type: "widget_open", url });
      send(number++, { type: "conversation_start", url });
      send(number++, { type: "widget_close", url, duration_seconds: 40 });
    }
    send(event, { ...view, seconds: 10 + Math.floor(random() * 60), exited_at: 0 });
    referrer = url;
  }
  return script;
}

/** Sessions that are under way at once at one connection. */
const UNDER_WAY = 50;

/** A session under way: its visitor, the ids of its events, and how far it is. */
type Journey = { script: Script; visitor: string; ids: Map<number, string>; next: number };

/** Visitors who are on the site at once; one of them, by chance, sends the next beacon. */
export class Visitors {
  readonly #journeys: Journey[] = [];
  readonly #random: Random;
  readonly #scripts: readonly Script[];
  readonly #returning: string[];

  /** @param returning visitors who were there before, in 16 hex digits; each comes once */
  constructor(random: Random, scripts: readonly Script[], returning: string[]) {
    this.#random = random;
    this.#scripts = scripts;
    this.#returning = returning;
  }

  #begin(): Journey {
    const again = this.#random() < 0.35 ? this.#returning.pop() : undefined;
    const visitor = again ?? hexDigits(this.#random, 16);
    return { script: pick(this.#random, this.#scripts), visitor, ids: new Map(), next: 0 };
  }

  /** All that one session sends, in one batch as an import has it, 20 seconds between one event and the next. */
  visit(): { batch: string; events: number } {
    const { script, visitor } = this.#begin();
    const [first] = script;
    if (first === undefined) {
      throw new Error("A session has no beacons.");
    }
    const now = Date.now();
    const ids = new Map<number, string>();
    const events = script.map(({ batch, event }, place) => {
      const time = now - (script.length - place) * 20_000;
      const at = new Date(time).toISOString().replace("Z", "000Z");
      const id = ids.get(event) ?? uuidAt(time, this.#random);
      ids.set(event, id);
      return { ...batch.events[0], id, at, ...("exited_at" in (batch.events[0] ?? {}) && { exited_at: at }) };
    });
    return { batch: JSON.stringify({ ...first.batch, visitor, events }), events: events.length };
  }

  /** The next beacon, as the JSON that the database function takes: what it tells happens now. */
  next(): string {
    const place = Math.floor(this.#random() * UNDER_WAY);
    let journey = this.#journeys[place];
    if (journey === undefined || journey.next === journey.script.length) {
      journey = this.#begin();
      this.#journeys[place] = journey;
    }
    const beacon = journey.script[journey.next++];
    if (beacon === undefined) {
      throw new Error("A session has no beacons.");
    }
    const now = new Date();
    const at = now.toISOString().replace("Z", "000Z");
    const id = journey.ids.get(beacon.event) ?? uuidAt(now.getTime(), this.#random);
    journey.ids.set(beacon.event, id);
    const events = beacon.batch.events.map((event) => ({
      ...event,
      id,
      at,
      ...("exited_at" in event && { exited_at: at }),
    }));
    return JSON.stringify({ ...beacon.batch, visitor: journey.visitor, events });
  }
}
