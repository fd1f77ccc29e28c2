import { useEffect, useRef } from "preact/hooks";
import { Copyable } from "../parts/copy.tsx";

/** Something secret that was just made, this once. */
export function ShownOnce(props: {
  id: string;
  name: string;
  secret: string;
  what: string;
  hint: string;
  onClose: () => void;
}) {
  const { id, name, secret, what, hint, onClose } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [id]);
  return (
    <section class="card good" aria-labelledby="shown-once">
      <h2 id="shown-once" ref={heading} tabIndex={-1}>
        Copy {name} now
      </h2>
      <p>This is the only time that it is shown. {hint}</p>
      <Copyable text={secret} what={what} block />
      <button type="button" class="button" onClick={onClose}>
        I have kept it
      </button>
    </section>
  );
}
