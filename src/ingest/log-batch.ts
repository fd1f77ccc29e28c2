import { z } from "zod";
import { tooDeep } from "../http/body.ts";
import { isTooDeep } from "../http/depth.ts";
import { ApiError } from "../http/errors.ts";
import { logEvent } from "./log-event.ts";
import { given } from "./log-fields.ts";
import { problemOf } from "./problem.ts";

/** The largest body `events` reads, in bytes. */
export const MAX_LOG_BYTES = 1_048_576;

/** Events one call may report. */
const MAX_EVENTS = 1_000;

/** What a call reports as a whole, for the reference: it is read event by event, so that the good ones are taken. */
export const events = z.array(logEvent).min(1).max(MAX_EVENTS);

/** An event that was not taken: its place in the call from 0 on, its id where it has one, and why. */
export type Refused = { index: number; id?: string; reason: string };

/** What was reported: the good events as `log_events` takes them, the bad ones, and all that have an id. */
export type Log = { events: Record<string, unknown>[]; refused: Refused[]; ids: Map<number, string> };

/** A line that is no JSON, and one that is deeper than JSON may be. */
const BROKEN = Symbol("broken");
const DEEP = Symbol("deep");

const OF_LINES: Record<symbol, string> = {
  [BROKEN]: "The line: expected valid JSON",
  [DEEP]: tooDeep("The line"),
};

const identified = z.object({ id: z.string().max(128) });

function parsed(text: string): unknown {
  if (isTooDeep(text)) {
    return DEEP;
  }
  try {
    return JSON.parse(text);
  } catch {
    return BROKEN;
  }
}

/** The events of a body: a JSON array, or one JSON object a line. */
function itemsOf(text: string, contentType: string): unknown[] {
  const isArray = /^\s*\[/.test(text) && !/^application\/(x-)?(ndjson|jsonl)\b/i.test(contentType);
  if (isArray) {
    const list = parsed(text);
    if (list === DEEP) {
      throw new ApiError("INVALID_PARAMETER", tooDeep("The body"));
    }
    if (!Array.isArray(list)) {
      throw new ApiError("INVALID_PARAMETER", "The body is not valid JSON");
    }
    return list;
  }
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  // Beyond the limit the call is refused anyway, and what was sent needs no reading.
  const found = lines.length > MAX_EVENTS ? lines : lines.map(parsed);
  if (found.length > 0 && found.every((item) => item === BROKEN)) {
    throw new ApiError("INVALID_PARAMETER", "The body is neither a JSON array nor one JSON object a line");
  }
  return found;
}

/**
 * Reads what a call reports: a JSON array of events, or NDJSON.
 *
 * @throws ApiError INVALID_PARAMETER where it is neither, is empty, or has too many events
 */
export function readLog(text: string, contentType: string): Log {
  const items = itemsOf(text, contentType);
  if (items.length === 0) {
    throw new ApiError("INVALID_PARAMETER", "The body: expected at least one event");
  }
  if (items.length > MAX_EVENTS) {
    throw new ApiError(
      "INVALID_PARAMETER",
      `The body: expected at most ${MAX_EVENTS} events; there are ${items.length}`,
    );
  }
  const log: Log = { events: [], refused: [], ids: new Map() };
  items.forEach((item, index) => {
    const known = identified.safeParse(item);
    if (known.success) {
      log.ids.set(index, known.data.id);
    }
    const event = logEvent.safeParse(item);
    if (event.success) {
      log.events.push({ index, ...given(event.data) });
    } else {
      const ofLine = typeof item === "symbol" ? OF_LINES[item] : undefined;
      const reason = ofLine ?? problemOf(event.error, "The event");
      log.refused.push({ index, reason });
    }
  });
  return log;
}
