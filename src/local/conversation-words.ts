/** What a conversation can be about: how customers and bots of a shop for office software speak of it. */
export type Topic = {
  name: string;
  weight: number;
  intent: string;
  /** What the bot answers with, and the button that can lead there. */
  response: string;
  question: string;
  answer: string;
  product: string;
  complaint: string;
  missing: string;
};

const topic = (name: string, weight: number, intent: string, response: string, ...texts: string[]): Topic => {
  const [question = "", answer = "", product = "", complaint = "", missing = ""] = texts;
  return { name, weight, intent, response, question, answer, product, complaint, missing };
};

export const TOPICS: readonly Topic[] = [
  topic(
    "Pricing",
    30,
    "ask_price",
    "price_list",
    "What does the Pro plan cost?",
    "Pro is 29 a month for three assistants.",
    "Pro plan",
    "No price per seat",
    "Discounts for schools",
  ),
  topic(
    "Delivery",
    24,
    "track_order",
    "delivery_status",
    "Where is my order?",
    "It is on its way and arrives on Thursday.",
    "Starter kit",
    "Late delivery",
    "Delivery to islands",
  ),
  topic(
    "Returns",
    16,
    "return_item",
    "return_policy",
    "Can I send it back?",
    "Within 30 days, free of charge.",
    "Headset",
    "Slow refund",
    "Returns without a box",
  ),
  topic(
    "Installation",
    18,
    "install_help",
    "install_guide",
    "The widget does not show up.",
    "Please check that the script is on every page.",
    "Analytics add-on",
    "Instructions hard to follow",
    "Installation in Shopify",
  ),
  topic(
    "Opening hours",
    12,
    "ask_hours",
    "opening_hours",
    "Are you open on Saturdays?",
    "On Saturdays from ten to four.",
    "Agency plan",
    "Nobody reachable at night",
    "Public holidays",
  ),
];

export const AGENTS = ["Ada Lindholm", "Ben Okafor", "Carla Jensen", "Dov Peretz"] as const;

export const LABELS = ["sales", "support", "billing", "feedback", "spam"] as const;

export const OUTCOMES = ["solved", "callback", "ticket", "abandoned"] as const;

export const BOT_EVENTS = ["order_lookup", "newsletter_signup", "appointment_request"] as const;

export const LINKS = ["https://northwind.example/help", "https://northwind.example/status"] as const;

/** Where conversations come in other than on the site, by how often. */
export const CHANNELS: readonly (readonly [name: string, weight: number])[] = [
  ["WhatsApp", 42],
  ["Email", 24],
  ["Instagram", 18],
  ["Voice", 16],
];
