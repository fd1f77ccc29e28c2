import type { ComponentChildren } from "preact";
import type { Failure } from "../api/request.ts";
import type { Resource } from "../resource.ts";

/** Something to be told at once, by sight and by voice. */
export function Notice({ kind, children }: { kind: "good" | "bad" | "plain"; children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      {children}
    </div>
  );
}

/** What stands where something will be; it shows itself only where that takes long enough to notice. */
export function Loading({ what, lines = 3 }: { what: string; lines?: number }) {
  return (
    <div class="loading" role="status">
      <span class="unseen">Loading {what}…</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} class="bone" aria-hidden="true" />
      ))}
    </div>
  );
}

/** What could not be had, why, and what to do about it. */
export function Failed({ what, failure, again }: { what: string; failure: Failure; again: () => void }) {
  return (
    <div class="state" role="alert">
      <h2>Could not load {what}</h2>
      <p>{failure.message}</p>
      <button type="button" class="button" onClick={again}>
        Try again
      </button>
    </div>
  );
}

/** Where there is nothing yet: what would be here, and how it comes. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** What was asked for, once it is there. */
export function Loaded<Value>(props: {
  resource: Resource<Value>;
  what: string;
  again: () => void;
  lines?: number;
  children: (value: Value) => ComponentChildren;
}) {
  const { resource, what, again, lines, children } = props;
  switch (resource.state) {
    case "loading":
      return <Loading what={what} {...(lines !== undefined && { lines })} />;
    case "failed":
      return <Failed what={what} failure={resource.failure} again={again} />;
    case "ready":
      return <>{children(resource.value)}</>;
  }
}
