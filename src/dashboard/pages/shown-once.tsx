import { useEffect, useRef } from "preact/hooks";
import type { CreatedKey } from "../api/keys.ts";
import { Copyable } from "../parts/copy.tsx";

/** A new key, this once. */
export function ShownOnce({ created, onClose }: { created: CreatedKey; onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [created.id]);
  return (
    <section class="card good" aria-labelledby="shown-once">
      <h2 id="shown-once" ref={heading} tabIndex={-1}>
        Copy {created.name} now
      </h2>
      <p>This is the only time that it is shown. Keep it where you keep passwords.</p>
      <Copyable text={created.key} what="API key" block />
      <button type="button" class="button" onClick={onClose}>
        I have kept it
      </button>
    </section>
  );
}
