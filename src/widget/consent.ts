import { enter } from "./enter.ts";
import { dataset } from "./environment.ts";
import { held, release } from "./outbox.ts";
import { allowStorage, take, visitorId } from "./storage.ts";

/** Anything but `true` is a refusal, which erases what is stored and is itself not stored. */
export const decide = (granted: unknown): void => {
  enter<["phona:"], unknown>(granted === true ? allowStorage : take, "phona:");
  release();
};

/** Decides for a page that has not: yes if an earlier page got consent or nobody asks for it. */
export const settleConsent = (): void => {
  const tcf = window.__tcfapi;
  if (visitorId() || (held && !tcf && dataset["consent"] !== "required")) {
    enter(allowStorage);
    release(enter(take, "phona:s"));
  }
  tcf?.("addEventListener", 2, (data) =>
    enter(() => {
      // The CMP has loaded, or the visitor has chosen; with its dialogue open nothing is decided.
      if (data.eventStatus !== "cmpuishown") decide(data.gdprApplies === false || data.purpose.consents[1]);
    }),
  );
};
