import { STATUS } from "../http/errors.ts";
import { MEANINGS } from "./refusals.ts";

const STATUS_OF: Record<string, number> = STATUS;
const ERRORS = Object.entries(MEANINGS)
  .map(([code, { meaning }]) => `| \`${code}\` | ${meaning} | ${STATUS_OF[code]} |`)
  .join("\n");

/** What holds for all APIs, in Markdown: credentials, checks, numbers, limits and errors. */
export const DESCRIPTION = `
What visitors and conversations do on a site, as its chat widget and its chat platform report it: all from one log, in the
shapes of five APIs. Answers are JSON, and reports of the first are tables too where they are asked for; times are ISO
8601 in UTC unless a time zone is asked for.

**Credentials.** Make a key under API Access in the dashboard, or with a session token at \`/.netlify/functions/generate-api-key\`.
The same key works everywhere; what is another account's looks as if it did not exist. A session token of the owner reads
what a key reads. A share link reads what the overview of its one assistant is made of, and nothing else.

**Checks** are made in this order, whatever else is wrong: method, credential, rate limit, scope, parameters, ownership.
A parameter or field that is not known is refused by name.

**Numbers** are rounded half up. A share of nothing is 0, an average of nothing \`null\`; every bucket of a series is there.

**Tables.** With \`format=csv\` a report of Phona's own API is a file of comma-separated values (RFC 4180, UTF-8) with a line
of names first, each the path of a field: \`visitor.country\`. What is \`null\` is empty, and text that a spreadsheet would
run as a formula has an apostrophe in front. A list is there in whole unless \`limit\` says otherwise, and is sent while it
is read: each row that is there all the time comes once, whatever comes in meanwhile. It counts as one request. Where
something goes wrong after its beginning, the connection is ended without an end of the answer.

**Limits.** \`X-RateLimit-*\` describe the window with the fewest requests left; windows begin with the minute and the
day in UTC.

| who asks | requests a minute | requests a day |
| --- | --- | --- |
| an API key | 60 | 10,000 |
| all sessions of an account, together | 300 | 30,000 |
| a share link | 300 | 30,000 |
| an address that manages keys or share links, or whose credential is not valid | 60 | any number |
| an address that sends beacons | 600 | any number |

| what | at most |
| --- | --- |
| a range of days | 365, both ends included |
| entries of a list in one answer | 500; all of them with \`limit=all\` or \`format=csv\` |
| events of one call | 1,000; of one beacon 100 |
| lists and objects of a body in each other | 8 levels |
| a body | 1 MB of events, 64 KB of a beacon, 16 KB of a question, 10 KB of a new key or share link |

**Errors** have the shape that the operation shows, with one of these codes.

| code | meaning | status |
| --- | --- | --- |
${ERRORS}

Seasalt and Selzee say 422 of what is wrong with parameters: each operation says which status it answers with.
`.trim();
