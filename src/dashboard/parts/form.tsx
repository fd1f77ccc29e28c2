import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { failureOf } from "../resource.ts";
import { Notice } from "./states.tsx";

/**
 * A form that is sent once at a time, and tells what was wrong.
 *
 * @param onSend does what the form is for; a text it gives back, or what it throws, is shown
 */
export function Form(props: {
  action: string;
  /** Whether what it does can't be undone. */
  isDangerous?: boolean;
  onSend: () => Promise<string | undefined>;
  children: ComponentChildren;
  beside?: ComponentChildren;
}) {
  const { action, isDangerous, onSend, children, beside } = props;
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (event: Event) => {
    event.preventDefault();
    if (isSending) {
      return;
    }
    setSending(true);
    setProblem(undefined);
    try {
      setProblem(await onSend());
    } catch (error) {
      setProblem(failureOf(error).message);
    }
    setSending(false);
  };
  return (
    <form class="form" onSubmit={send} aria-busy={isSending}>
      {children}
      {problem && <Notice kind="bad">{problem}</Notice>}
      <div class="buttons">
        <button
          type="submit"
          class={isDangerous ? "button danger solid" : "button primary"}
          aria-disabled={isSending}
        >
          {isSending ? "One moment…" : action}
        </button>
        {beside}
      </div>
    </form>
  );
}
