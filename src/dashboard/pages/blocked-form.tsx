import { useState } from "preact/hooks";
import type { Blocked } from "../api/assistants.ts";
import { blockedHostOf, blockedPathOf, MOST_BLOCKED, rangeOf } from "../blocked.ts";
import { TextArea } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";

const linesOf = (text: string): string[] => text.split(/\s+/).filter((line) => line !== "");

type Sort = keyof Blocked;

const SORTS: {
  sort: Sort;
  label: string;
  hint: string;
  /** What is kept of a line; undefined where that makes no sense. */
  read: (line: string) => string | undefined;
  wanted: string;
}[] = [
  {
    sort: "blocked_ips",
    label: "Blocked IP addresses",
    hint: "One a line, or ranges such as 203.0.113.0/24: those of your office, for instance. They are kept as you write them.",
    read: rangeOf,
    wanted: "no address. Enter addresses such as 203.0.113.7, or ranges such as 203.0.113.0/24, one a line.",
  },
  {
    sort: "blocked_hosts",
    label: "Blocked hosts",
    hint: "One a line, such as staging.acme.com: what happens there, and visits that come from there, spam included.",
    read: blockedHostOf,
    wanted: "no host. Enter hosts such as staging.acme.com, one a line.",
  },
  {
    sort: "blocked_paths",
    label: "Blocked paths",
    hint: "One a line, such as /thanks. A * at the end stands for whatever follows: /admin/*.",
    read: blockedPathOf,
    wanted: "no path. Enter paths such as /thanks or /admin/*, one a line.",
  },
];

type Texts = Record<Sort, string>;

const textsOf = (blocked: Blocked): Texts => ({
  blocked_ips: blocked.blocked_ips.join("\n"),
  blocked_hosts: blocked.blocked_hosts.join("\n"),
  blocked_paths: blocked.blocked_paths.join("\n"),
});

/** What is wrong with what was typed, by its field. */
function problemsOf(texts: Texts): Partial<Texts> {
  const found = SORTS.flatMap(({ sort, read, wanted }) => {
    const lines = linesOf(texts[sort]);
    const bad = lines.find((line) => read(line) === undefined);
    if (bad !== undefined) {
      return [[sort, `“${bad}” is ${wanted}`]];
    }
    return lines.length > MOST_BLOCKED ? [[sort, `Enter at most ${MOST_BLOCKED}.`]] : [];
  });
  return Object.fromEntries(found);
}

function blockedOf(texts: Texts): Blocked {
  const read = ({ sort, read: of }: (typeof SORTS)[number]) => [
    sort,
    [...new Set(linesOf(texts[sort]).flatMap((line) => of(line) ?? []))],
  ];
  return { blocked_ips: [], blocked_hosts: [], blocked_paths: [], ...Object.fromEntries(SORTS.map(read)) };
}

/** What an owner keeps out of the figures of an assistant. */
export function BlockedForm(props: { blocked: Blocked; onSend: (blocked: Blocked) => Promise<void> }) {
  const [texts, setTexts] = useState(textsOf(props.blocked));
  const [problems, setProblems] = useState<Partial<Texts>>({});
  const send = async () => {
    const found = problemsOf(texts);
    setProblems(found);
    if (Object.keys(found).length > 0) {
      return "Something has to be changed first; see above.";
    }
    const blocked = blockedOf(texts);
    await props.onSend(blocked);
    setTexts(textsOf(blocked));
    return undefined;
  };
  return (
    <Form action="Apply" onSend={send}>
      {SORTS.map(({ sort, label, hint }) => (
        <TextArea
          key={sort}
          label={label}
          hint={hint}
          problem={problems[sort]}
          rows={3}
          value={texts[sort]}
          onValue={(text) => setTexts({ ...texts, [sort]: text })}
        />
      ))}
    </Form>
  );
}
