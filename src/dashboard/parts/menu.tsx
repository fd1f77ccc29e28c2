import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

/** A button that opens a small panel, which is closed by Escape, and by going elsewhere. */
export function Menu(props: {
  /** What the button says. */
  label: ComponentChildren;
  /** What the button is called, where what it says is not enough. */
  called?: string;
  /** Characters that open it from anywhere, as `aria-keyshortcuts` has them. */
  shortcut?: string;
  children: (close: () => void) => ComponentChildren;
}) {
  const { label, called, shortcut, children } = props;
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!isOpen) {
      return;
    }
    const leave = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) {
        setOpen(false);
      }
    };
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        event.preventDefault();
        setOpen(false);
        button.current?.focus();
      }
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("keydown", closeByKey, true);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("keydown", closeByKey, true);
    };
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="dropdown" ref={place}>
      <button
        ref={button}
        type="button"
        class="button small opens"
        aria-expanded={isOpen}
        {...(isOpen && { "aria-controls": id })}
        {...(called !== undefined && { "aria-label": called })}
        {...(shortcut !== undefined && { "aria-keyshortcuts": shortcut })}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen && (
        <div class="panel" id={id}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
