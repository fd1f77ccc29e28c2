import { useState } from "preact/hooks";
import { type Erased, eraseVisitor, exportVisitor } from "../../api/privacy.ts";
import { count } from "../../format.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { keep } from "../../parts/export-menu.tsx";
import { Form } from "../../parts/form.tsx";
import { Notice } from "../../parts/states.tsx";
import { failureOf } from "../../resource.ts";

type Who = { assistantId: string; visitorId: string };

const KINDS: [keyof Erased["erased"], one: string, many: string][] = [
  ["sessions", "session", "sessions"],
  ["page_views", "page view", "page views"],
  ["widget_events", "widget event", "widget events"],
  ["conversations", "conversation", "conversations"],
  ["messages", "message", "messages"],
  ["purchases", "order", "orders"],
  ["other_events", "other event", "other events"],
];

/** What went, in words. */
function Gone({ gone, onClose }: { gone: Erased; onClose: () => void }) {
  const kinds = KINDS.filter(([kind]) => gone.erased[kind] > 0);
  return (
    <>
      <p>
        {kinds.length === 0
          ? "Nothing was held any more."
          : `Erased: ${kinds
              .map(
                ([kind, one, many]) => `${count(gone.erased[kind])} ${gone.erased[kind] === 1 ? one : many}`,
              )
              .join(", ")}.`}
      </p>
      {gone.linked.length > 0 && (
        <p>
          The same person may also be known as <code>{gone.linked.join(", ")}</code>. What is held under these
          names alone can be erased over the API.
        </p>
      )}
      <button type="button" class="button" onClick={onClose}>
        Done
      </button>
    </>
  );
}

/** Asks before a visitor is erased, says what is lost, and then what went. */
function Erase({ assistantId, visitorId, onClose }: Who & { onClose: (isErased: boolean) => void }) {
  const [gone, setGone] = useState<Erased>();
  const title = gone === undefined ? "Erase this visitor?" : "This visitor is erased";
  return (
    <Dialog title={title} onClose={() => onClose(gone !== undefined)}>
      {gone !== undefined ? (
        <Gone gone={gone} onClose={() => onClose(true)} />
      ) : (
        <>
          <p>
            For good, and for everybody who reads your numbers: all visits of <code>{visitorId}</code>, their
            conversations with all messages, their orders and their name.
          </p>
          <p>
            Reports will be as if this visitor had never come. Totals of days of which rows are deleted
            already stay. Export first what you want to keep.
          </p>
          <Form
            action="Erase for good"
            isDangerous
            onSend={async () => {
              setGone(await eraseVisitor({ assistant_id: assistantId, visitor_id: visitorId }));
              return undefined;
            }}
            beside={
              <button type="button" class="button" onClick={() => onClose(false)}>
                Keep
              </button>
            }
          >
            {null}
          </Form>
        </>
      )}
    </Dialog>
  );
}

/** What can be done with everything that is held on a visitor. */
export function Held({ assistantId, visitorId, onErased }: Who & { onErased: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isErasing, setErasing] = useState(false);
  const save = async () => {
    if (isBusy) {
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      keep(await exportVisitor({ assistant_id: assistantId, visitor_id: visitorId }));
    } catch (error) {
      setProblem(failureOf(error).message);
    }
    setBusy(false);
  };
  return (
    <div class="held">
      <p class="hint">Everything held on this visitor, of all visits:</p>
      <div class="buttons">
        <button type="button" class="button small" aria-disabled={isBusy} onClick={save}>
          {isBusy ? "One moment…" : "Export"}
        </button>
        <button type="button" class="button small danger" onClick={() => setErasing(true)}>
          Erase…
        </button>
      </div>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {isErasing && (
        <Erase
          assistantId={assistantId}
          visitorId={visitorId}
          onClose={(isErased) => {
            setErasing(false);
            if (isErased) {
              onErased();
            }
          }}
        />
      )}
    </div>
  );
}
