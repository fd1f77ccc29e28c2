import type { ComponentChildren } from "preact";

/** A box that scrolls by itself, and that is reached by keyboard for that. */
export function Scrolling(props: { label: string; kind: string; children: ComponentChildren }) {
  const { label, kind, children } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section class={kind} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
