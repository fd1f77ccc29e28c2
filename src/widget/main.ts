/*
 * The analytics script of the chat widget. A page that calls `phona` before this file has loaded
 * defines the stub first; the calls it queued are replayed in order:
 *
 *   window.phona = window.phona || { q: [],
 *     track() { this.q.push(["track", arguments]) },
 *     consent() { this.q.push(["consent", arguments]) } }
 */
import { decide, settleConsent } from "./consent.ts";
import { enter } from "./enter.ts";
import type { Call } from "./environment.ts";
import { track } from "./interactions.ts";
import { watchPage } from "./page.ts";
import { visitorId } from "./storage.ts";

if (!window.phonaLoaded) {
  window.phonaLoaded = true;
  enter(watchPage);
  const queue = window.phona?.q || [];
  const methods = { track: enter.bind(null, track), consent: enter.bind(null, decide), visitor: visitorId };
  window.phona = methods;
  const replay = ([method, values]: Call) => methods[method](...values);
  enter(() => {
    queue.forEach(replay);
    // The page may hold on to its stub.
    queue.push = replay;
  });
  enter(settleConsent);
}
