import { z } from "zod";
import { headerKey } from "../auth/api-keys.ts";
import type { Endpoint } from "../http/endpoint.ts";
import type { ErrorCode } from "../http/errors.ts";
import { bodyEndpoint } from "../http/query-endpoint.ts";
import type { ErrorShape } from "../http/respond.ts";
import { WANTED_ZONE } from "../http/zones.ts";
import { activityTrend, labelUsage, todayCommunicationVolume, totalUsage } from "./seasalt-communication.ts";
import {
  conversationBreakdown,
  conversationOverview,
  conversationOverviewYearly,
} from "./seasalt-conversations.ts";

const METRICS = [
  todayCommunicationVolume,
  activityTrend,
  labelUsage,
  totalUsage,
  conversationOverview,
  conversationOverviewYearly,
  conversationBreakdown,
] as const;

const question = z.discriminatedUnion("metric", METRICS, {
  error: ({ input }) =>
    typeof input === "object" && input !== null && !Array.isArray(input)
      ? `expected ${METRICS.map((metric) => metric.in.shape.metric.value).join(", ")}`
      : "expected a JSON object with a metric",
});

const UNPROCESSABLE: ErrorCode[] = ["MISSING_PARAMETER", "INVALID_PARAMETER"];

/** `{detail}`, and 422 for what the body says. */
export const refused: ErrorShape = ({ code, status, message }) => ({
  status: UNPROCESSABLE.includes(code) ? 422 : status,
  body: { detail: code === "UNAUTHORIZED" ? "Invalid API key" : message },
});

/**
 * One question about all assistants of the key's account, or about the one that the key is bound to: a metric
 * and the fields that belong to it, in the body.
 */
export const analyticsEndpoint = (): Endpoint =>
  bodyEndpoint({
    fields: question,
    report: ({ report }) => report,
    asked: ({ asked }) => asked,
    shape: (found, { shape }) => shape(found),
    keyIn: headerKey,
    refused,
    problems: {
      zone: `timezone: ${WANTED_ZONE}`,
      order: "from_date: expected a time that is not after to_date; the one that is left out is of today",
      length: "from_date: expected a time at most 3,660 days before to_date",
    },
  });
