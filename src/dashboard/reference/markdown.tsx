import type { ComponentChildren } from "preact";
import { Scrolling } from "../parts/scrolling.tsx";

const MARKED = /(`[^`]+`|\*\*[^*]+\*\*)/;

/** A line with what is code and what is strong in it. */
export function Line({ text }: { text: string }) {
  const parts = text.split(MARKED).map((part, place): ComponentChildren => {
    if (part.startsWith("`") && part.endsWith("`") && part.length > 2) {
      return <code key={place}>{part.slice(1, -1)}</code>;
    }
    return part.startsWith("**") ? <strong key={place}>{part.slice(2, -2)}</strong> : part;
  });
  return <>{parts}</>;
}

const cellsOf = (row: string): string[] =>
  row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

function Table({ rows }: { rows: string[] }) {
  const [head = "", , ...body] = rows;
  const names = cellsOf(head);
  return (
    <Scrolling kind="ruled" label={names.join(", ")}>
      <table>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row) => (
            <tr key={row}>
              {cellsOf(row).map((cell, place) => (
                <td key={names[place]}>
                  <Line text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

/** The Markdown that our document is written in: paragraphs, tables, code and what is strong. */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n\n+/).map((block) => {
        const lines = block.split("\n");
        return block.startsWith("|") ? (
          <Table key={block} rows={lines} />
        ) : (
          <p key={block}>
            <Line text={lines.join(" ")} />
          </p>
        );
      })}
    </>
  );
}
