import { useId, useRef } from "preact/hooks";
import { Copyable } from "../parts/copy.tsx";
import type { Ask } from "./ask.ts";
import { exampleIn, LANGUAGES } from "./examples.ts";
import { chooseLanguage, language } from "./reader.ts";

const STEPS: Record<string, 1 | -1> = { ArrowRight: 1, ArrowLeft: -1 };

/** A request as a program, in the language that was chosen for all of them. */
export function ExamplesTabs({ ask }: { ask: Ask }) {
  const id = useId();
  const tabs = useRef<HTMLDivElement>(null);
  const chosen = language.value;
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      const next = LANGUAGES.at((LANGUAGES.indexOf(chosen) + step) % LANGUAGES.length);
      chooseLanguage(next ?? chosen);
      tabs.current?.querySelector<HTMLElement>(`[data-language="${next}"]`)?.focus();
      event.preventDefault();
    }
  };
  const path = ask.address.replace(/^https?:\/\/[^/]+/, "");
  return (
    <div class="examples">
      <div ref={tabs} class="languages" role="tablist" aria-label="Language">
        {LANGUAGES.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            data-language={name}
            aria-selected={name === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => chooseLanguage(name)}
            onKeyDown={move}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
        <Copyable text={exampleIn(chosen, ask)} what={`${chosen} example: ${ask.method} ${path}`} block />
      </div>
    </div>
  );
}
