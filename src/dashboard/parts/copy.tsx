import { useEffect, useRef, useState } from "preact/hooks";
import { Scrolling } from "./scrolling.tsx";

const SHOWN_MILLISECONDS = 2_500;

/** A text to take along, with a button that copies it. Where the browser does not let it, the text is selected. */
export function Copyable({ text, what, block = false }: { text: string; what: string; block?: boolean }) {
  const shown = useRef<HTMLElement>(null);
  const [said, say] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => say(""), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say("Copied");
    } catch {
      if (shown.current) {
        getSelection()?.selectAllChildren(shown.current);
      }
      say("Selected: copy it with your keyboard");
    }
  };
  return (
    <div class={block ? "copyable block" : "copyable"}>
      {block ? (
        <Scrolling kind="scrolling" label={what}>
          <pre>
            <code ref={shown}>{text}</code>
          </pre>
        </Scrolling>
      ) : (
        <code ref={shown}>{text}</code>
      )}
      <button type="button" class="button small" onClick={copy} aria-label={`Copy ${what}`}>
        {said === "Copied" ? "Copied" : "Copy"}
      </button>
      <span class="unseen" role="status">
        {said}
      </span>
    </div>
  );
}
