import { useEffect, useId, useState } from "preact/hooks";
import type { Api } from "./document.ts";

/** The operation that is being read: the one at the top of the window. */
function useCurrent(apis: Api[]): string | undefined {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const [entry] = entries.filter(({ isIntersecting }) => isIntersecting);
        if (entry) {
          setCurrent(entry.target.id);
        }
      },
      { rootMargin: "-12% 0px -83% 0px" },
    );
    for (const article of document.querySelectorAll("article.operation")) {
      observer.observe(article);
    }
    return () => observer.disconnect();
  }, [apis]);
  return current;
}

/** All operations to go to, and a search that narrows them and the page. On a small screen it folds away. */
export function Contents(props: {
  apis: Api[];
  search: string;
  onSearch: (search: string) => void;
  total: number;
}) {
  const { apis, search, onSearch, total } = props;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const current = useCurrent(apis);
  const count = apis.flatMap(({ operations }) => operations).length;
  return (
    <nav class="contents" aria-label="Operations">
      <button
        type="button"
        class="button small"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        Contents
      </button>
      <div id={id} class={isOpen ? "contents-list open" : "contents-list"}>
        <div class="field">
          <label for={`${id}-search`}>Find an operation</label>
          <input
            id={`${id}-search`}
            type="search"
            autocomplete="off"
            value={search}
            onInput={(event) => onSearch(event.currentTarget.value)}
          />
        </div>
        <p class="hint" role="status">
          {search.trim() === "" ? `${total} operations` : `${count} of ${total} operations`}
        </p>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that is followed by keyboard is clicked too. */}
        <ul onClick={() => setOpen(false)}>
          {search.trim() === "" && (
            <li>
              <a href="#basics">Basics, limits and errors</a>
            </li>
          )}
          {apis.map(({ name, anchor, operations }) => (
            <li key={name}>
              <a href={`#${anchor}`}>{name}</a>
              <ul>
                {operations.map((one) => (
                  <li key={one.id}>
                    <a href={`#${one.id}`} {...(one.id === current && { "aria-current": "true" })}>
                      {one.summary}
                    </a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
