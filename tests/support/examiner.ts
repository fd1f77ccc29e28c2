import { expect } from "vitest";
import { ASSISTANTS, dayAt, type Step } from "./histories.ts";
import type { Question } from "./questions.ts";
import { erasing, nothing, type Records, recording, type Sender } from "./reference-records.ts";
import { answerTo } from "./reference-reports.ts";
import { type SeedEvent, times, visitor } from "./seed.ts";
import { startStack } from "./stack.ts";

/** A stack on which histories are played, and asked about. */
export type Examiner = {
  /** Plays a history and asks the questions four times: with what is rolled up by then, with all that can
   * be, with nothing, and with all of it rolled up anew. Gives the periods rolled up at last. */
  expectExact: (steps: Step[], questions: Question[]) => Promise<Record<string, number>>;
  stop: () => Promise<void>;
};

export async function startExaminer(): Promise<Examiner> {
  const stack = await startStack();
  const account = await stack.newAccount();

  /** Rolls up all that is due. */
  async function rollUp(): Promise<void> {
    const now = new Date().toISOString();
    for (let pending: unknown = true; pending === true; ) {
      const rolling = "select public.roll_up($1::text::timestamptz, 5) ->> 'pending' = 'true' as pending";
      pending = (await stack.execute(rolling, [now]))[0]?.["pending"];
    }
  }

  const reopen = (assistantId: string, days: string) =>
    stack.execute(
      "select analytics.reopen(key, $2::text::datemultirange) from public.assistants where id = $1",
      [assistantId, days],
    );

  /** How many periods of each length are rolled up, by their days. */
  async function rolledPeriods(assistantIds: string[]): Promise<Record<string, number>> {
    const rows = await stack.execute(
      `select days, count(*)::integer as rolled from analytics.periods
       join public.assistants on key = assistant_key
       where rolled and id in (select jsonb_array_elements_text($1::text::jsonb))
       group by days order by days`,
      [JSON.stringify(assistantIds)],
    );
    return Object.fromEntries(rows.map(({ days, rolled }) => [String(days), Number(rolled)]));
  }

  /** Does a step to the database, and tells what the reference then has of the step's assistant. */
  async function take(step: Step, assistantIds: string[], records: Records[]): Promise<void> {
    if (step.kind === "roll up") {
      return rollUp();
    }
    const id = assistantIds[step.assistant] ?? "";
    const known = records[step.assistant] ?? nothing;
    if (step.kind === "reopen") {
      await reopen(id, `{[${step.first},${step.last}]}`);
    } else if (step.kind === "erase") {
      await stack.execute(
        "select analytics.erase_person(key, 'v_' || $2) from public.assistants where id = $1",
        [id, step.visitor],
      );
      records[step.assistant] = erasing(known, step.visitor);
    } else {
      const { sender, events } = step;
      const answer = await stack.record({ ...sender, assistant_id: id, ip: null, excluded: null, events });
      expect(answer).toMatchObject({ status: 202 });
      records[step.assistant] = recording(known, sender, events);
    }
  }

  /** The database's answers, all from one state of it and in one round trip. */
  async function ask(questions: Question[], assistantIds: string[]): Promise<unknown[]> {
    const rows = await stack.execute(
      `select analytics.run_report(item ->> 'report', account_id, assistants, null, item -> 'arguments') as answer
       from jsonb_array_elements($1::text::jsonb) with ordinality as asked (item, place)
       join public.assistants on id = item #>> '{arguments, assistant_id}'
       order by place`,
      [
        JSON.stringify(
          questions.map(({ assistant, report, arguments: given }) => ({
            report,
            arguments: { ...given, assistant_id: assistantIds[assistant] },
          })),
        ),
      ],
    );
    return rows.map(({ answer }) => answer);
  }

  async function expectExact(steps: Step[], questions: Question[]): Promise<Record<string, number>> {
    const ids = await Promise.all(times(ASSISTANTS, () => stack.newAssistant(account)));
    const records = ids.map(() => nothing);
    for (const step of steps) {
      await take(step, ids, records);
    }
    const expected = questions.map(({ assistant, report, arguments: given }) =>
      answerTo(report, records[assistant] ?? nothing, given),
    );
    const states: [string, () => Promise<unknown>][] = [
      ["as the history left it", async () => undefined],
      ["then all rolled up", rollUp],
      ["nothing rolled up", () => Promise.all(ids.map((id) => reopen(id, "{[2020-01-01,2040-01-01)}")))],
      ["all rolled up anew", rollUp],
    ];
    for (const [state, reach] of states) {
      await reach();
      const rolled = await rolledPeriods(ids);
      if (state === "nothing rolled up") {
        expect(rolled).toEqual({});
      }
      const answers = await ask(questions, ids);
      for (const [index, { assistant, report, arguments: given }] of questions.entries()) {
        const asked = `${report} of assistant ${assistant} with ${JSON.stringify(given)}`;
        expect(answers[index], `${asked}, ${state}: ${JSON.stringify(rolled)}`).toEqual(expected[index]);
      }
    }
    return rolledPeriods(ids);
  }

  return { expectExact, stop: () => stack.stop() };
}

export const computer: Omit<Sender, "visitor"> = {
  ip_hash: "a3f1b2c4d5e6f7a8",
  country: "GB",
  device_type: "desktop",
  browser: "Chrome",
  os: "macOS",
  screen_width: 1440,
  screen_height: 900,
  language: "en-GB",
};
export const phone = { ...computer, country: "US", device_type: "mobile", browser: "Safari", os: "iOS" };

export const google = { source: "google", medium: "organic", referrer_url: "https://www.google.com/" };
export const facebook = { source: "facebook", medium: "social" };

/** The time of a day, counted from 2026-03-01. */
export const at = (day: number, time: string) => `${dayAt(day)}T${time}:00.000Z`;

export const visit = (who: number, events: SeedEvent[], client = computer): Step => ({
  kind: "record",
  assistant: 0,
  sender: { visitor: visitor(who), ...client },
  events,
});
export const erase = (who: number): Step => ({ kind: "erase", assistant: 0, visitor: visitor(who) });
