import type { Demo } from "./demo.ts";
import { dateBefore } from "./demo-traffic.ts";
import type { Project } from "./project.ts";

/** Where everything is. */
export type Places = {
  siteUrl: string;
  functionsUrl: string;
  project: Project;
  demo: Demo;
  demoFile: string;
};

function curl({ functionsUrl, demo }: Places, path: string, parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters);
  return `curl -s -w '\\n' -H 'Authorization: Bearer ${demo.key}' '${functionsUrl}${path}?${query}'`;
}

const report = (places: Places, name: string, parameters: Record<string, string>): string =>
  curl(places, `/api/v1/analytics/${name}`, { assistant_id: places.demo.assistants[0].id, ...parameters });

/** What is printed once everything runs. */
export function summary(places: Places): string {
  const { siteUrl, functionsUrl, project, demo, demoFile } = places;
  const now = new Date();
  const rows: [string, string][] = [
    ["Demo site", siteUrl],
    ["Dashboard", `${functionsUrl}/app/`],
    ["API", `${functionsUrl}/api/v1`],
    ["Widget", `${functionsUrl}/widget.js`],
    ["Supabase", project.url],
    ["Account", `${demo.account.email}  password ${demo.account.password}`],
    ["API key", `${demo.key}  (kept in ${demoFile})`],
    ...demo.assistants.map(({ id, name }, index): [string, string] => [
      index === 0 ? "Assistants" : "",
      `${id}  ${name}`,
    ]),
  ];
  const variables = {
    PHONA_URL: functionsUrl,
    PHONA_SITE: siteUrl,
    PHONA_KEY: demo.key,
    PHONA_ASSISTANT: demo.assistants[0].id,
    PHONA_SUPABASE_URL: project.url,
    PHONA_ANON_KEY: project.anonKey,
    PHONA_EMAIL: demo.account.email,
    PHONA_PASSWORD: demo.account.password,
  };
  // Until tomorrow, because the days are those of UTC, which may change while a person reads this.
  const today = { start_date: dateBefore(now, 0), end_date: dateBefore(now, -1) };
  const fourWeeks = { start_date: dateBefore(now, 27), end_date: dateBefore(now, 0) };
  return `
Phona Analytics is ready.

${rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`).join("\n")}

Open the demo site, click around and chat, then see your own visit:

  ${report(places, "sessions", { ...today, limit: "1" })}

The page views of the last 28 days:

  ${report(places, "pageviews", fourWeeks)}

How visitors became customers of the chat in these days:

  ${curl(places, "/api/dashboard/analytics/stats/engagement", { chatbot_id: demo.assistants[0].id, timeframe: "28" })}

What the examples in README.md need:

  export ${Object.entries(variables)
    .map(([name, value]) => `${name}='${value}'`)
    .join(" ")}

Ctrl-C stops everything; the data stay.
`;
}
