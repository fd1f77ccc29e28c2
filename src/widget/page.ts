import { enter, listen } from "./enter.ts";
import { seconds } from "./ids.ts";
import { add, newEvent, type OutboxEvent, release, send } from "./outbox.ts";

type PageView = Extract<OutboxEvent, { type: "page_view" | undefined }>;

let view: PageView;

/** Since when the page is visible, or 0 while it is not. */
let visibleSince: number;

/** The page's address as last known, so that a hash link is told from a navigation. */
let address: string | undefined;

const currentAddress = () => location.href.split("#")[0];

const resume = (): void => {
  visibleSince = document.hidden ? 0 : seconds();
};

const save = (exit?: Pick<PageView, "seconds" | "exited_at">): void => {
  view = { ...view, title: document.title.slice(0, 1000), ...exit };
  add(view);
};

const open = (referrer = ""): void => {
  address = currentAddress();
  resume();
  view = { ...newEvent(), type: "page_view", referrer: referrer.slice(0, 8e3) };
  save();
};

/** Completes the page view with what is known as it is left; unseen since, it has nothing new. */
const close = (): void => {
  if (!visibleSince) return;
  save({ seconds: (view.seconds || 0) + seconds() - visibleSince, exited_at: Date.now() });
  visibleSince = 0;
};

const leave = (): void => {
  close();
  release();
  send();
};

const navigate = (): void => {
  const previous = address;
  if (previous !== currentAddress()) {
    close();
    open(previous);
  }
};

/** Runs after the page's own call, which keeps its `this`, its arguments, its result and its errors. */
const follow = (method: "pushState" | "replaceState", task: () => void): void => {
  const original = history[method];
  history[method] = function (...values) {
    try {
      return original.apply(this, values);
    } finally {
      enter(task);
    }
  };
};

export const watchPage = (): void => {
  open(document.referrer);
  listen("visibilitychange", () => (document.hidden ? leave() : resume()));
  listen("pagehide", leave);
  listen("pageshow", (event) => (event as PageTransitionEvent).persisted && open(view.referrer));
  listen("popstate", navigate);
  follow("pushState", navigate);
  follow("replaceState", () => {
    address = currentAddress();
  });
};
