import { AGENTS, BOT_EVENTS, CHANNELS, LABELS, LINKS, OUTCOMES, TOPICS } from "./conversation-words.ts";
import { generateTraffic, type TrafficOptions } from "./traffic.ts";
import { chooser, logNormal, type Random, seededRandom } from "./traffic-random.ts";

/** An event as `POST /events` takes it. */
export type ReportedEvent = Record<string, unknown> & { id: string; type: string; at: string };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Whose conversation it is, where it is had, and when it starts. */
type Setting = {
  id: string;
  at: number;
  channel: string;
  language: string;
  country: string;
  user?: string;
  user_token?: string;
  opened_by?: "popup" | "chat_button";
};

const pickTopic = chooser(TOPICS, ({ weight }) => weight);
const pickChannel = chooser(CHANNELS, ([, weight]) => weight);

const pick = <Item>(random: Random, items: readonly Item[]): Item => chooser(items, () => 1)(random);

/** Notes what happens in a conversation, one after the other, in a time that goes on. */
class Story {
  readonly events: ReportedEvent[] = [];
  readonly #random: Random;
  readonly #id: string;
  #now: number;

  constructor(random: Random, { id, at }: Setting) {
    this.#random = random;
    this.#id = id;
    this.#now = at;
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  one<Item>(items: readonly Item[]): Item {
    return pick(this.#random, items);
  }

  /** Lets some time pass; half of the times are shorter than the median. */
  wait(median: number): this {
    this.#now += Math.round(Math.min(logNormal(this.#random, median, 0.6), 8 * median));
    return this;
  }

  note(type: string, fields: Record<string, unknown> = {}): this {
    const id = `${this.#id}-${this.events.length}`;
    const at = new Date(this.#now).toISOString();
    this.events.push({ id, type, at, conversation_id: this.#id, ...fields });
    return this;
  }
}

/** A person of the platform takes over from the bot; some wait in vain. */
function handOver(story: Story, setting: Setting, topic: string): void {
  const agent = story.one(AGENTS);
  const intervention_id = `${setting.id}-handover`;
  story.note("intervention.requested", { intervention_id, topic, channel: setting.channel });
  story.note("message", { sender: "SYSTEM", text: "One moment, a colleague joins." });
  if (story.chance(0.12)) {
    story.wait(12 * MINUTE).note("intervention.ended", { intervention_id, outcome: "abandoned" });
    return;
  }
  story.wait(90 * SECOND).note("intervention.accepted", { intervention_id, agent });
  story.wait(40 * SECOND).note("message", { sender: "AGENT", agent, text: "Let me look into that." });
  story.wait(50 * SECOND).note("message", { sender: "CUSTOMER", text: "Thank you.", topic });
  story.wait(4 * MINUTE).note("intervention.ended", { intervention_id, outcome: story.one(OUTCOMES) });
}

/** Customer and bot speak of a topic, in some turns. */
function talk(story: Story, topic: (typeof TOPICS)[number]): void {
  const { intent, response, question, answer, product, name } = topic;
  const understood = story.chance(0.8);
  story.wait(20 * SECOND).note("message", {
    sender: "CUSTOMER",
    text: question,
    free_text: true,
    ...(understood && { intent, confidence: 0.93, topic: name }),
  });
  story.wait(3 * SECOND).note("message", {
    sender: "BOT",
    text: understood ? answer : "Could you put that in other words?",
    response: understood ? response : "fallback",
    triggered_by: understood ? "language" : "button",
  });
  if (story.chance(0.25)) {
    story.wait(15 * SECOND).note("reaction", { reaction: story.chance(0.75) ? "like" : "dislike", response });
  }
  if (story.chance(0.2)) {
    const url = `https://northwind.example/products/${product.toLowerCase().replaceAll(" ", "-")}`;
    story.wait(10 * SECOND).note("link.clicked", { url, product, response });
  } else if (story.chance(0.12)) {
    story.wait(10 * SECOND).note("link.clicked", { url: story.one(LINKS), response });
  }
  if (story.chance(0.15)) story.wait(5 * SECOND).note("bot.event", { name: story.one(BOT_EVENTS) });
}

/** What an analysis finds in it some minutes later. */
function analyse(story: Story, { intent, product, complaint, missing }: (typeof TOPICS)[number]): void {
  const mood = story.chance(0.45) ? "happy" : story.chance(0.25) ? "angry" : "neutral";
  const sentiment = { happy: "positive", angry: "negative", neutral: "neutral" }[mood];
  story.wait(10 * MINUTE).note("conversation.analyzed", {
    ...{ mood, sentiment },
    outcome: mood === "angry" ? "fail" : story.chance(0.7) ? "success" : "neutral",
    human_intervention_needed: mood === "angry" || story.chance(0.1),
    intents: [intent],
    products: [product],
    complaints: mood === "angry" ? [complaint] : [],
    missing_information: story.chance(0.15) ? [missing] : [],
  });
}

/** All that is reported of one conversation. */
function conversationIn(random: Random, setting: Setting): ReportedEvent[] {
  const { id, at, ...said } = setting;
  const story = new Story(random, setting);
  const topic = pickTopic(random);
  const voice = setting.channel === "Voice";
  story.note("conversation.started", { ...said, topic: topic.name, state: "greeting" });
  if (voice) {
    const direction = story.chance(0.7) ? "inbound" : "outbound";
    const duration_seconds = Math.round(Math.min(logNormal(random, 190, 0.7), 3_000));
    story.note("call", { direction, duration_seconds, channel: "Voice", agent: story.one(AGENTS) });
  } else {
    story.note("message", {
      ...{ sender: "BOT", response: "welcome", triggered_by: "button" },
      text: "Hello! What can I do for you?",
    });
    for (let turn = 0; turn === 0 || (turn < 5 && story.chance(0.45)); turn++) talk(story, topic);
    if (story.chance(0.2)) handOver(story, setting, topic.name);
  }
  if (story.chance(0.4)) story.wait(MINUTE).note("label.applied", { label: story.one(LABELS) });
  if (story.chance(0.3)) story.note("conversation.updated", { rating: story.one(["3", "4", "4", "5", "5"]) });
  if (story.chance(0.75)) {
    const handling_status = story.one(["RESOLVED", "RESOLVED", "RESOLVED", "PENDING", "FOLLOW_UP"]);
    story.wait(MINUTE).note("conversation.updated", { handling_status });
  }
  if (story.chance(0.7)) {
    story.wait(2 * MINUTE).note("conversation.ended", { state: "goodbye", is_terminal: story.chance(0.8) });
  }
  if (story.chance(0.85)) analyse(story, topic);
  return story.events;
}

/** How likely a session is shown a popup, and one that is shown is opened; with a conversation, both more. */
const POPUPS = { shown: 0.28, shownToTalkers: 0.6, opened: { v1: 0.12, v2: 0.18 }, openedByTalkers: 0.65 };

/** The popup of a session, if there is one; tells whether it was opened. */
function* popupOf(
  random: Random,
  user_token: string,
  first: number,
  talks: boolean,
): Generator<ReportedEvent, boolean> {
  const popup_version = user_token.endsWith("0") ? "v1" : "v2";
  if (random() >= (talks ? POPUPS.shownToTalkers : POPUPS.shown)) return false;
  const popup = (type: string, at: number): ReportedEvent => ({
    ...{ id: `${user_token}-${at}-${type}`, type, at: new Date(at).toISOString() },
    ...{ user_token, popup_version },
  });
  yield popup("popup.displayed", first + 6 * SECOND);
  const opened = random() < (talks ? POPUPS.openedByTalkers : POPUPS.opened[popup_version]);
  if (opened) yield popup("popup.opened", first + 11 * SECOND);
  return opened;
}

function purchaseAt(random: Random, user_token: string, at: number): ReportedEvent {
  const [order_number, currency] = [`N-${at}`, random() < 0.8 ? "EUR" : "USD"];
  const value = Math.round(100 * Math.min(logNormal(random, 60, 0.7), 900)) / 100;
  const fields = { user_token, order_number, value, currency };
  return { id: `order-${order_number}`, type: "purchase", at: new Date(at).toISOString(), ...fields };
}

function* everything(options: TrafficOptions): Generator<ReportedEvent> {
  const random = seededRandom(options.seed + 1_000);
  let number = 0;
  for (const { events, visitor, country, language } of generateTraffic(options)) {
    const timesOf = (type: string) =>
      events.filter((event) => event["type"] === type).map(({ at }) => Date.parse(String(at)));
    const user_token = `v_${visitor}`;
    const [first = 0] = timesOf("page_view");
    const [talksAt] = timesOf("conversation_start");
    const by = { country: String(country), language: String(language).slice(0, 2) };
    const opened = yield* popupOf(random, user_token, first, talksAt !== undefined);
    if (talksAt !== undefined) {
      number += 1;
      const known = random() < 0.4 && { user: `customer-${Math.floor(random() * 400)}` };
      const opened_by = opened ? "popup" : "chat_button";
      const setting = { id: `${options.seed}-web-${number}`, at: talksAt, channel: "WebChat", ...by };
      yield* conversationIn(random, { ...setting, ...known, user_token, opened_by });
    }
    if (random() < (talksAt === undefined ? 0.012 : 0.12)) {
      yield purchaseAt(random, user_token, (talksAt ?? first) + Math.floor(20 * MINUTE * (1 + random())));
    }
    if (random() < 0.07) {
      number += 1;
      const [channel] = pickChannel(random);
      const user = `customer-${Math.floor(random() * 400)}`;
      const at = first + Math.floor(random() * 30 * MINUTE);
      yield* conversationIn(random, { id: `${options.seed}-far-${number}`, at, channel, user, ...by });
    }
  }
}

/**
 * What a chat platform reports beside the traffic of a site: the conversations, popups and purchases of
 * its visitors, and conversations in other channels. The same options give the same events.
 */
export function* generateConversations(options: TrafficOptions): Generator<ReportedEvent> {
  const end = options.to.toISOString();
  for (const event of everything(options)) {
    if (event.at < end) yield { ...event, assistant_id: options.assistantId };
  }
}
