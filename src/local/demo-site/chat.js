/*
 * The chat bubble of the demo site, as small as it can be: it stands for the widget's user interface
 * and reports what a visitor does with it through `window.phona`.
 */

// Analytics may load after this file, or never: until then the calls wait here.
window.phona = window.phona || {
  q: [],
  track(...values) {
    this.q.push(["track", values]);
  },
  consent(...values) {
    this.q.push(["consent", values]);
  },
};

const REPLIES = [
  "Thanks for trying the demo! Nobody is at the other end, but your visit is being counted.",
  "Every message here is canned. What you opened, closed and submitted is in the API already.",
  "Have a look at your terminal: the first curl line there prints this very visit.",
];

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const bubble = make("button", { className: "chat-bubble", type: "button", textContent: "Chat" });
const close = make("button", { className: "chat-close", type: "button", textContent: "Close" });
const log = make("div", { className: "chat-log", role: "log" });
const message = make("input", { name: "message", placeholder: "Write a message", autocomplete: "off" });
const email = make("input", { name: "email", type: "email", placeholder: "you@example.com", required: true });
message.setAttribute("aria-label", "Message");
email.setAttribute("aria-label", "E-mail");
const talk = make("form", { className: "chat-talk" }, message, make("button", { textContent: "Send" }));
const inquiry = make(
  "form",
  { className: "chat-inquiry" },
  make("p", { textContent: "Rather hear from a person?" }),
  email,
  make("button", { textContent: "Submit inquiry" }),
);
const panel = make(
  "section",
  { className: "chat-panel", hidden: true },
  make("header", {}, make("strong", { textContent: "Northwind assistant" }), close),
  log,
  talk,
  inquiry,
);
panel.setAttribute("role", "dialog");
panel.setAttribute("aria-label", "Chat");
bubble.setAttribute("aria-expanded", "false");
document.body.append(panel, bubble);

let inConversation = false;
let replies = 0;

const say = (who, text) => {
  log.append(make("p", { className: who, textContent: text }));
  log.scrollTop = log.scrollHeight;
};

const show = (open) => {
  panel.hidden = !open;
  bubble.setAttribute("aria-expanded", String(open));
  (open ? message : bubble).focus();
};

const leave = () => {
  if (panel.hidden) return;
  if (inConversation) window.phona.track("conversation_end");
  inConversation = false;
  window.phona.track("widget_close");
  show(false);
};

bubble.addEventListener("click", () => {
  if (!panel.hidden) {
    leave();
    return;
  }
  show(true);
  window.phona.track("widget_open");
  if (log.childElementCount === 0) say("assistant", "Hello! What can I do for you?");
});
close.addEventListener("click", leave);
panel.addEventListener("keydown", (event) => event.key === "Escape" && leave());

talk.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = message.value.trim();
  if (text === "") return;
  if (!inConversation) {
    // A real chat gives the id that its platform knows the conversation by.
    const conversation_id = crypto.randomUUID();
    window.phona.track("conversation_start", { conversation_id, opened_by: "chat_button" });
  }
  inConversation = true;
  message.value = "";
  say("visitor", text);
  setTimeout(() => say("assistant", REPLIES[replies++ % REPLIES.length]), 400);
});

inquiry.addEventListener("submit", (event) => {
  event.preventDefault();
  window.phona.track("inquiry_submit");
  say("assistant", "Thank you, your inquiry has been counted. The address went nowhere.");
  inquiry.reset();
});
