import { silent } from "./environment.ts";

/**
 * Runs what the page or the browser asks of us: an error never gets back to them, nothing runs for
 * a visitor who is not to be recorded, and a prerendered page's tasks wait until somebody sees it.
 */
export const enter = <V extends unknown[], R>(task: (...values: V) => R, ...values: V): R | undefined => {
  if (document.prerendering) {
    listen("prerenderingchange", () => task(...values));
  } else if (!silent) {
    try {
      return task(...values);
    } catch {
      // Nobody can act on it here, and the page must not notice.
    }
  }
  return;
};

/** Listens on the window, ahead of the page's own listeners. */
export const listen = (type: string, task: (event: Event) => void): void =>
  addEventListener(type, (event) => enter(task, event), true);
