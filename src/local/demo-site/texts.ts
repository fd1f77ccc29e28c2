/** What the pages of the demo site say, by path; the pages themselves are those of the demo traffic. */
export const TEXTS: Record<string, string[]> = {
  "/": [
    "Northwind answers the questions your customers ask most, at any hour, and hands over to a person when it should.",
    "This is a demo site. It carries the Phona analytics script as a customer's site would: walk around, open the chat in the corner, then read your own visit back through the API.",
  ],
  "/features": [
    "One inbox for every channel, an assistant that knows your documentation, and numbers that tell you whether it helps.",
    "Each of them works alone. Most teams begin with the assistant and keep the rest for later.",
  ],
  "/features/inbox": [
    "Chat, e-mail and contact forms end up in one list, with the conversation so far next to each of them.",
  ],
  "/features/assistant": [
    "The assistant reads your help pages every night. It quotes where an answer comes from, and says so when it does not know.",
  ],
  "/features/analytics": [
    "Which pages lead to conversations, where visitors come from, how long they stay: one API answers it all.",
  ],
  "/integrations": [
    "Northwind talks to the tools you have: calendars, shops, ticket systems and spreadsheets.",
  ],
  "/customers": [
    "A furniture maker answers delivery questions overnight. A dental practice books appointments without a telephone. Neither had to hire anybody for it.",
  ],
  "/pricing": [
    "Free for up to 50 conversations a month.",
    "Pro, 29 a month: unlimited conversations, three assistants and the shared inbox.",
    "Agency, 149 a month: as many assistants as you like, for yourself and your clients.",
  ],
  "/blog": ["What we learn from some thousand conversations a day, written down about once a month."],
  "/blog/reduce-support-tickets": [
    "Most tickets ask one of a dozen questions. Find yours: sort last month's tickets by subject, and count.",
    "Answer the first three on the page where they come up, not in a help centre. Then let the assistant take the next nine.",
    "Measure with tickets per hundred orders, not with tickets: a good month must not look like a bad one.",
  ],
  "/blog/chatbot-metrics": [
    "Conversations started, conversations resolved, handovers, waiting time, widget open rate, inquiries, and people who come back.",
    "If you can only watch one of them, watch resolved without a handover and without a second visit the same day.",
  ],
  "/blog/live-chat-etiquette": [
    "Say who you are. Answer the question before you ask one. Never leave without telling when you will be back.",
  ],
  "/blog/gdpr-and-chat": [
    "A chat transcript is personal data. Know where it is kept, for how long, and who can read it, and tell visitors before they type.",
  ],
  "/blog/onboarding-messages": [
    "Nobody reads the tour. A sentence at the right button does more than nine slides.",
  ],
  "/blog/year-in-review": [
    "More conversations than ever, and for the first time fewer handovers than the year before.",
  ],
  "/docs/install": [
    "Copy the snippet from the Install tab and paste it before the end of the page. That is all; analytics needs nothing else.",
  ],
  "/docs/privacy": [
    "Visitors who send Do Not Track or Global Privacy Control are not recorded. Where consent is required, nothing is stored before it is given.",
  ],
  "/contact": [
    "Write to hello@northwind.example, or open the chat in the corner and submit an inquiry there.",
    "In this demo neither reaches anybody, but the inquiry is counted.",
  ],
  "/demo": ["Twenty minutes, your own website, no slides. Open the chat in the corner to ask for a date."],
  "/legal/privacy": ["This demo runs on your own machine. What it records stays there."],
};
