import * as z from "zod/mini";
import { askApi } from "./request.ts";

const DAY = 86_400_000;
const MOST_DAYS = 365;

/** The longest range that a report takes. It ends tomorrow: the viewer's clock may be behind the server's. */
function longestRange(): { start_date: string; end_date: string } {
  const end = Date.now() + DAY;
  const date = (time: number) => new Date(time).toISOString().slice(0, 10);
  return { start_date: date(end - (MOST_DAYS - 1) * DAY), end_date: date(end) };
}

const path = (report: string, parameters: Record<string, string>): string =>
  `/api/v1/analytics/${report}?${new URLSearchParams(parameters)}`;

const sessions = z.object({
  data: z.array(
    z.object({
      started_at: z.string(),
      entry_page: z.nullable(z.string()),
      visitor: z.object({ browser: z.nullable(z.string()), os: z.nullable(z.string()) }),
    }),
  ),
});

export type Visit = z.infer<typeof sessions>["data"][number];

/** The newest visit of the last year; undefined where there was none. */
export async function latestVisit(assistantId: string, signal: AbortSignal): Promise<Visit | undefined> {
  const asked = path("sessions", { assistant_id: assistantId, ...longestRange(), limit: "1" });
  return sessions.parse(await askApi(asked, { signal })).data[0];
}

const pageviews = z.object({
  summary: z.object({ total_pageviews: z.number(), total_unique_visitors: z.number() }),
});

/** Page views and visitors of the last year. */
export async function yearOf(assistantId: string, signal: AbortSignal) {
  const asked = path("pageviews", { assistant_id: assistantId, ...longestRange() });
  return pageviews.parse(await askApi(asked, { signal })).summary;
}
