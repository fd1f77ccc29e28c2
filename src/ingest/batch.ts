import { z } from "zod";
import { ApiError } from "../http/errors.ts";
import {
  type BeaconEnvelope,
  type BeaconEvent,
  beaconEnvelope,
  beaconEvent,
  MAX_BATCH_EVENTS,
  problemOfAge,
} from "./beacon.ts";
import { problemOf } from "./problem.ts";

/** A beacon as read: the good events, and for each bad one what is wrong with it. */
export type Beacon = { envelope: BeaconEnvelope; events: BeaconEvent[]; problems: string[] };

const anObject = z.record(z.string(), z.unknown(), "expected a JSON object");
const envelopeFields = Object.keys(beaconEnvelope.shape);

/**
 * Reads a beacon: an envelope with `events`, or with the fields of one event beside its own.
 *
 * @throws ApiError INVALID_PARAMETER where no event can be read, since the envelope is wrong
 */
export function readBeacon(body: unknown): Beacon {
  const fields = anObject.safeParse(body);
  if (!fields.success) {
    throw new ApiError("INVALID_PARAMETER", problemOf(fields.error, "The body"));
  }
  const isBatch = "events" in fields.data;
  const entries = Object.entries(fields.data).filter(([name]) => name !== "events");
  const ofEnvelope = entries.filter(([name]) => isBatch || envelopeFields.includes(name));
  const ofEvent = entries.filter(([name]) => !isBatch && !envelopeFields.includes(name));

  const envelope = beaconEnvelope.safeParse(Object.fromEntries(ofEnvelope));
  if (!envelope.success) {
    throw new ApiError("INVALID_PARAMETER", problemOf(envelope.error, "The body"));
  }
  const list = z
    .array(z.unknown(), "expected a list")
    .min(1, "expected at least one event")
    .max(MAX_BATCH_EVENTS, `expected at most ${MAX_BATCH_EVENTS} events`)
    .safeParse(isBatch ? fields.data["events"] : [Object.fromEntries(ofEvent)]);
  if (!list.success) {
    throw new ApiError("INVALID_PARAMETER", problemOf(list.error, "The body", "events"));
  }

  const beacon: Beacon = { envelope: envelope.data, events: [], problems: [] };
  list.data.forEach((entry, index) => {
    const at = isBatch ? `events.${index}` : "";
    const event = beaconEvent.safeParse(entry);
    const tooOld = event.success ? problemOfAge(event.data.at, envelope.data.sent_at) : undefined;
    if (!event.success) {
      beacon.problems.push(problemOf(event.error, "The body", at));
    } else if (tooOld !== undefined) {
      beacon.problems.push(isBatch ? `${at}.${tooOld}` : tooOld);
    } else {
      beacon.events.push(event.data);
    }
  });
  return beacon;
}
