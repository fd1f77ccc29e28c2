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

/** What a documented endpoint is asked with. */
export type Parameters = Record<string, string>;

/** A documented endpoint: where it is, and how what it answers is read. */
export type Report<Value> = { path: string; read: (answer: unknown) => Value };

/** A report of `/api/v1/analytics`, of which only what is in the schema is read. */
export const reportOf = <Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
): Report<z.output<Schema>> => ({
  path: `/api/v1/analytics/${name}`,
  read: (answer) => schema.parse(answer),
});

/** Asks a documented endpoint as the signed-in user. */
export const askReport = async <Value>(
  { path, read }: Report<Value>,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<Value> => read(await askApi(`${path}?${new URLSearchParams(parameters)}`, { signal }));

const visit = z.object({
  started_at: z.string(),
  entry_page: z.nullable(z.string()),
  visitor: z.object({ browser: z.nullable(z.string()), os: z.nullable(z.string()) }),
});

export type Visit = z.infer<typeof visit>;

const sessions = reportOf("sessions", z.object({ data: z.array(visit) }));

/** The newest visit of the last year; undefined where there was none. */
export async function latestVisit(assistantId: string, signal: AbortSignal): Promise<Visit | undefined> {
  const asked = { assistant_id: assistantId, ...longestRange(), limit: "1" };
  return (await askReport(sessions, asked, signal)).data[0];
}

const summary = z.object({ total_pageviews: z.number(), total_unique_visitors: z.number() });

const pageviews = reportOf("pageviews", z.object({ summary }));

/** Page views and visitors of the last year. */
export async function yearOf(assistantId: string, signal: AbortSignal) {
  const asked = { assistant_id: assistantId, ...longestRange() };
  return (await askReport(pageviews, asked, signal)).summary;
}
