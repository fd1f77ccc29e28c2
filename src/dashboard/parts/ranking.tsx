import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { count, percent } from "../format.ts";
import type { Filters } from "../view.ts";
import { useView } from "../view.ts";

/** A line of a ranking; `filters` are what a click on it selects, and nothing where nothing can be selected. */
export type Ranked = {
  key: string;
  name: string;
  /** What is said beside the name, in smaller print. */
  aside?: string | null | undefined;
  filters?: Filters | undefined;
  /** What the bar is as long as. */
  value: number;
  pct?: number | null;
  /** More figures, one for each of the further columns. */
  figures?: string[];
};

const FEW = 8;

function Name({ row: { name, aside, filters } }: { row: Ranked }) {
  const view = useView();
  const said = (
    <>
      {name}
      {aside && <span class="muted"> {aside}</span>}
    </>
  );
  return filters === undefined ? (
    <span class="named">{said}</span>
  ) : (
    <a class="named" href={view.href({ filters })} title={name}>
      {said}
    </a>
  );
}

function Row({ row, most, hasShare }: { row: Ranked; most: number; hasShare: boolean }) {
  const { value, pct, figures = [] } = row;
  return (
    <tr style={{ "--value": value, "--most": most }}>
      <th scope="row">
        <Name row={row} />
      </th>
      <td>{count(value)}</td>
      {hasShare && <td class="muted">{percent(pct ?? null)}</td>}
      {figures.map((figure, column) => (
        <td key={column} class="muted further">
          {figure}
        </td>
      ))}
    </tr>
  );
}

/**
 * A table in order of a figure, with a bar behind each line. A click on a line shows only what is like it.
 *
 * @param total how many lines there are, where the endpoint gives a part of them, and `more` asks for more
 */
export function Ranking(props: {
  caption: string;
  /** What the lines are, what the figure is, and what further figures are. */
  columns: [name: string, value: string, ...further: string[]];
  rows: Ranked[];
  total?: number;
  more?: (() => void) | undefined;
  empty?: ComponentChildren;
}) {
  const { caption, columns, rows, total, more, empty } = props;
  const [isWhole, setWhole] = useState(false);
  const [name, value, ...further] = columns;
  if (rows.length === 0) {
    return <p class="nothing muted">{empty ?? "Nothing in this period."}</p>;
  }
  const shown = isWhole || more !== undefined || total !== undefined ? rows : rows.slice(0, FEW);
  const all = total ?? rows.length;
  const hasShare = rows.some(({ pct }) => pct !== undefined);
  const most = Math.max(...rows.map((row) => row.value));
  return (
    <>
      <table class="ranking">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{value}</th>
            {hasShare && <th scope="col">%</th>}
            {further.map((each) => (
              <th key={each} scope="col" class="further">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.key} row={row} most={most} hasShare={hasShare} />
          ))}
        </tbody>
      </table>
      {shown.length < all &&
        (more !== undefined || shown.length < rows.length ? (
          <button type="button" class="button small" onClick={more ?? (() => setWhole(true))}>
            Show more of {count(all)}
          </button>
        ) : (
          <p class="hint">
            The first {count(shown.length)} of {count(all)}. An export has all.
          </p>
        ))}
    </>
  );
}
