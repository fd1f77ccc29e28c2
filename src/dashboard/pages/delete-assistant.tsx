import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { type Assistant, deleteAssistant } from "../api/assistants.ts";
import { listKeys } from "../api/keys.ts";
import { yearOf } from "../api/reports.ts";
import { Dialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/states.tsx";
import { useResource } from "../resource.ts";

const NUMBER = new Intl.NumberFormat();

/** A number of things, in words. */
const several = (count: number, one: string, many: string) =>
  `${NUMBER.format(count)} ${count === 1 ? one : many}`;

/** Asks before an assistant is deleted, and says what goes with it. */
export function DeleteAssistant({ assistant, onClose }: { assistant: Assistant; onClose: () => void }) {
  const { id, name } = assistant;
  const { route } = useLocation();
  const [typed, setTyped] = useState("");
  const { resource, again } = useResource(async (signal) => {
    const [year, keys] = await Promise.all([yearOf(id, signal), listKeys(signal)]);
    return { ...year, keys: keys.filter(({ assistant_id }) => assistant_id === id) };
  });
  const send = async () => {
    if (typed.trim() !== name.trim()) {
      return `Type ${name} to confirm that it is this one.`;
    }
    await deleteAssistant(id);
    route("/app/", true);
    return undefined;
  };
  return (
    <Dialog title={`Delete ${name}?`} onClose={onClose}>
      <Loaded resource={resource} what="what would be lost" again={again} lines={2}>
        {({ total_pageviews, total_unique_visitors, keys }) => (
          <>
            <p>For good, and for everybody who reads its numbers:</p>
            <ul>
              <li>
                all that was recorded of visits and widget, of which the last year has{" "}
                {several(total_pageviews, "page view", "page views")} of{" "}
                {several(total_unique_visitors, "visitor", "visitors")}
              </li>
              <li>all conversations, purchases and other events that were reported</li>
              {keys.length > 0 && (
                <li>
                  {several(keys.length, "API key that is", "API keys that are")} bound to it:{" "}
                  {keys.map((key) => key.name).join(", ")}
                </li>
              )}
            </ul>
            <p>The snippet on its pages then does nothing. Export what you want to keep before.</p>
            <Form
              action="Delete for good"
              isDangerous
              onSend={send}
              beside={
                <button type="button" class="button" onClick={onClose}>
                  Keep it
                </button>
              }
            >
              <TextField
                label={`Type ${name} to confirm`}
                value={typed}
                onValue={setTyped}
                input={{ required: true, autoComplete: "off" }}
              />
            </Form>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}
