import { signal } from "@preact/signals";
import { accessToken, session } from "../session.ts";
import type { Reader } from "./ask.ts";
import type { Operation } from "./document.ts";
import { LANGUAGES, type Language } from "./examples.ts";

const DAY = 86_400_000;
const DAYS = 28;

/** The key that requests are sent with. It is nowhere but here, and gone with the page. */
export const key = signal("");

/** Whether requests are sent with the key, also by who is signed in. */
export const prefersKey = signal(false);

/** The language in which examples are shown, all of them. */
export const language = signal<Language>("curl");

/** The assistant that is asked about: one of the reader's, where they are signed in. */
export const assistant = signal<string | undefined>(undefined);

/** Chooses a language by its name. */
export function chooseLanguage(name: string): void {
  language.value = LANGUAGES.find((one) => one === name) ?? "curl";
}

/** What forms begin with: the last 28 days, in UTC, today included. */
export function readerNow(): Reader {
  const day = (ago: number) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);
  return { assistant: assistant.value, first: day(DAYS - 1), last: day(0) };
}

/** With what an operation is sent: nothing, a key, or the session, which some operations take only. */
export type Asking = "nothing" | "key" | "session" | "either";

export function askingOf({ credentials }: Operation): Asking {
  const schemes = credentials.map(({ scheme }) => scheme);
  if (schemes.length === 0) {
    return "nothing";
  }
  if (schemes.every((scheme) => scheme === "sessionToken")) {
    return "session";
  }
  return session.value ? "either" : "key";
}

/** The credential to send with; empty where there is none. */
export async function secretFor(operation: Operation): Promise<string> {
  switch (askingOf(operation)) {
    case "nothing":
      return "";
    case "session":
      return accessToken();
    case "either":
      return prefersKey.value ? key.value.trim() : accessToken();
    case "key":
      return key.value.trim();
  }
}
