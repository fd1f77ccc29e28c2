import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

let isFirst = true;

/**
 * A page: its title, and what is on it. Who has come here by a link of the site is taken to the heading,
 * so that a screen reader tells where one is; what the browser has loaded begins at its top.
 */
export function Page(props: {
  title: string;
  /** Which page it is among those with the same title. */
  of?: string;
  narrow?: boolean;
  wide?: boolean;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { title, of, narrow, wide, lead, actions, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [title, of, "Phona Analytics"].filter(Boolean).join(" · ");
  }, [title, of]);
  useEffect(() => {
    if (!isFirst) {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    isFirst = false;
  }, []);
  return (
    <main id="main" class={["page", narrow && "narrow", wide && "wide"].filter(Boolean).join(" ")}>
      <div class="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions}
      </div>
      {children}
    </main>
  );
}
