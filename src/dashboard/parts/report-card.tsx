import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Exported } from "../api/export.ts";
import type { Asked } from "../resource.ts";
import { ExportMenu } from "./export-menu.tsx";
import { Loaded } from "./states.tsx";

/**
 * A report under its title: its states, and the way to take it along. While another is asked for,
 * what was there is faded.
 */
export function ReportCard<Value>(props: {
  title: string;
  /** What it is called in the midst of a sentence. */
  what: string;
  asked: Asked<Value>;
  exported?: Exported | undefined;
  /** What stands between the title and the export, such as tabs. */
  beside?: ComponentChildren;
  isAcross?: boolean;
  lines?: number;
  children: (value: Value) => ComponentChildren;
}) {
  const { title, what, asked, exported, beside, isAcross, lines, children } = props;
  const { resource, again, isPending } = asked;
  const id = useId();
  return (
    <section
      class={isAcross ? "card report across" : "card report"}
      aria-labelledby={id}
      aria-busy={isPending}
    >
      <div class="report-head">
        <h2 id={id}>{title}</h2>
        {beside}
        {exported && resource.state === "ready" && <ExportMenu what={what} exported={exported} />}
      </div>
      <div class="fades">
        <Loaded resource={resource} what={what} again={again} {...(lines !== undefined && { lines })}>
          {children}
        </Loaded>
      </div>
    </section>
  );
}
