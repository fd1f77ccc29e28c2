import { useState } from "preact/hooks";
import { type Exported, exportCsv, exportJson, type KeptFile } from "../api/export.ts";
import { failureOf } from "../resource.ts";
import { Menu } from "./menu.tsx";

/** Lets a file be kept where the browser keeps what is downloaded. */
export function keep({ content, name }: KeptFile): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Takes along the whole of what a table shows a part of. */
export function ExportMenu({ what, exported }: { what: string; exported: Exported }) {
  const [said, say] = useState("");
  const [isBusy, setBusy] = useState(false);
  const save = async (get: (exported: Exported) => Promise<KeptFile>, close: () => void) => {
    if (isBusy) {
      return;
    }
    setBusy(true);
    say("One moment…");
    try {
      keep(await get(exported));
      say("");
      close();
    } catch (error) {
      say(failureOf(error).message);
    }
    setBusy(false);
  };
  return (
    <Menu label="Export" called={`Export ${what}`}>
      {(close) => (
        <>
          <ul class="options" aria-busy={isBusy}>
            <li>
              <button type="button" onClick={() => save(exportCsv, close)}>
                CSV
              </button>
            </li>
            <li>
              <button type="button" onClick={() => save(exportJson, close)}>
                JSON
              </button>
            </li>
          </ul>
          <p class="hint" role="status">
            {said}
          </p>
        </>
      )}
    </Menu>
  );
}
