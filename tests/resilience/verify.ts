import postgres from "postgres";
import { everyQuestion } from "../support/questions.ts";
import { referenceFacts } from "../support/reference-facts.ts";
import { nothing, recording } from "../support/reference-records.ts";
import { answerTo } from "../support/reference-reports.ts";
import type { Sent } from "./load.ts";

/** What is not as it should be, and how much was compared. */
export type Verdict = { lost: number; doubled: number; reports: number; wrong: string[] };

/** Days after 2026-03-01 between which the load's events happened. */
const FIRST = 2;
const LAST = 7;

const differs = (one: unknown, other: unknown) =>
  JSON.stringify(sorted(one)) !== JSON.stringify(sorted(other));

/** The same with the fields of objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, field]) => [name, sorted(field)]),
  );
}

/** Messages and conversations of each day, from the definitions. */
function conversationsByDay({ logged }: Sent): Record<string, Record<string, number>> {
  const days: Record<string, Record<string, number>> = {};
  const { facts } = referenceFacts([...new Map(logged.map((event) => [event.id, event])).values()]);
  const names: Record<string, string> = {
    conversation: "conversations",
    customer_message: "customer_messages",
    agent_message: "agent_messages",
    bot_message: "bot_messages",
  };
  for (const { measure, at } of facts) {
    const name = names[measure];
    const day = days[at.slice(0, 10)] ?? {};
    if (name !== undefined) {
      days[at.slice(0, 10)] = { ...day, [name]: (day[name] ?? 0) + 1 };
    }
  }
  return days;
}

/**
 * Compares what is in the database with what was acknowledged: each event by its id, and every report with the
 * reference, which knows nothing of how the database counts.
 */
export async function verify(databaseUrl: string, assistantId: string, sent: Sent): Promise<Verdict> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const [{ key } = {}] = await sql`select key from public.assistants where id = ${assistantId}`;
    const stored = await sql`
      select event_id::text as id from analytics.page_views where assistant_key = ${key}
      union all
      select event_id::text from analytics.widget_events where assistant_key = ${key}`;
    const logged = await sql`
      select count(*)::integer as count from analytics.logged_events
      join jsonb_array_elements_text(${JSON.stringify(sent.logged.map(({ id }) => id))}::text::jsonb) as id
        on event_id = analytics.event_uuid(id)
      where assistant_key = ${key}`;
    const ids = new Set(stored.map((row) => String(row["id"])));
    const acknowledged = new Set(sent.batches.flatMap(({ events }) => events.map(({ id }) => id)));
    const lostInLog = sent.logged.length - Number(logged[0]?.["count"]);
    const wrong: string[] = [];

    const records = sent.batches.reduce(
      (known, { sender, events }) => recording(known, sender, events),
      nothing,
    );
    const questions = everyQuestion([FIRST, LAST]);
    for (const { report, arguments: given } of questions) {
      const [row] = await sql`
        select analytics.run_report(
          ${report}, account_id, assistants, null, ${JSON.stringify({ ...given, assistant_id: assistantId })}::text::jsonb
        ) as answer
        from public.assistants where id = ${assistantId}`;
      if (differs(row?.["answer"], answerTo(report, records, given))) {
        wrong.push(`${report} with ${JSON.stringify(given)}`);
      }
    }
    for (const [day, counts] of Object.entries(conversationsByDay(sent))) {
      const range = { start_date: day, end_date: day, granularity: "day", assistant_id: assistantId };
      const [row] = await sql`
        select analytics.run_report('conversations', account_id, assistants, null, ${JSON.stringify(range)}::text::jsonb)
          as answer
        from public.assistants where id = ${assistantId}`;
      const found = row?.["answer"].data[0];
      if (Object.entries(counts).some(([name, count]) => found[name] !== count)) {
        wrong.push(`conversations of ${day}: ${JSON.stringify(found)} instead of ${JSON.stringify(counts)}`);
      }
    }
    return {
      lost: [...acknowledged].filter((id) => !ids.has(id)).length + lostInLog,
      doubled: stored.length - ids.size,
      reports: questions.length + Object.keys(conversationsByDay(sent)).length,
      wrong,
    };
  } finally {
    await sql.end();
  }
}
