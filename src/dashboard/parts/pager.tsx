import { count } from "../format.ts";
import { useView } from "../view.ts";

/** How many entries of a list are on a page of it. */
const PAGE_LENGTH = 50;

/** Where in a list one is, as the address says. */
export function usePlace(): { limit: string; offset: string } {
  const asked = useView().parameter("offset") ?? "";
  return { limit: String(PAGE_LENGTH), offset: /^\d{1,9}$/.test(asked) ? asked : "0" };
}

/** The way through a list that is longer than a page. */
export function Pager(props: { what: string; shown: number; total: number; offset: number }) {
  const { what, shown, total, offset } = props;
  const view = useView();
  const to = (place: number) => view.href({ parameters: { offset: place > 0 ? String(place) : undefined } });
  const last = offset + shown;
  return (
    <nav class="pager" aria-label={`Pages of ${what}`}>
      {offset > 0 && (
        <a class="button small" href={to(offset - PAGE_LENGTH)} rel="prev">
          Newer
        </a>
      )}
      <span class="muted">
        {shown === 0 ? "Nothing here" : `${count(offset + 1)}–${count(last)}`} of {count(total)}
      </span>
      {last < total && shown > 0 && (
        <a class="button small" href={to(last)} rel="next">
          Older
        </a>
      )}
    </nav>
  );
}
