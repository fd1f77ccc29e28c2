import { useState } from "preact/hooks";
import { type Assistant, keepMessageText } from "../api/assistants.ts";
import { changeRetention, getRetention, type Retention } from "../api/privacy.ts";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded, Notice } from "../parts/states.tsx";
import { useResource } from "../resource.ts";

const [LEAST, MOST] = [31, 3_660];

function RetentionForm({ retention }: { retention: Retention }) {
  const [days, setDays] = useState(String(retention.retention_days));
  const [isSaved, setSaved] = useState(false);
  const send = async () => {
    setSaved(false);
    if (!/^\d{2,4}$/.test(days.trim()) || Number(days) < LEAST || Number(days) > MOST) {
      return `Enter a number of days from ${LEAST} to ${MOST}.`;
    }
    await changeRetention(retention.id, Number(days));
    setSaved(true);
    return undefined;
  };
  return (
    <>
      <Form action="Save days" onSend={send}>
        <TextField
          label="Keep for so many days"
          hint={`From ${LEAST} to ${MOST}; 395 lets every report of a year be asked for with all filters. What is older is deleted within a day, for good, also where the number is made smaller.`}
          value={days}
          onValue={setDays}
          input={{ required: true, autoComplete: "off", maxLength: 4, pattern: "\\s*\\d+\\s*" }}
        />
      </Form>
      {isSaved && <Notice kind="good">Saved for all assistants of this account.</Notice>}
    </>
  );
}

/** For how long rows are kept, by the account for all its assistants. */
export function RetentionSettings() {
  const { resource, again } = useResource(getRetention);
  return (
    <section class="card">
      <h2>How long visits and conversations are kept</h2>
      <p>
        Single visits, events, conversations and orders are deleted when they are older, for all assistants of
        this account. Totals of their days stay: page views, visitors, sources, countries, devices and numbers
        of conversations, by day, without filters and in UTC.
      </p>
      <Loaded resource={resource} what="how long they are kept" again={again} lines={2}>
        {(retention) => <RetentionForm retention={retention} />}
      </Loaded>
    </section>
  );
}

/** Whether an assistant keeps the texts of messages. */
export function TextSettings({ assistant, again }: { assistant: Assistant; again: () => void }) {
  const [isKept, setKept] = useState(assistant.keep_message_text);
  const [isSaved, setSaved] = useState(false);
  const send = async () => {
    setSaved(false);
    await keepMessageText(assistant.id, isKept);
    setSaved(true);
    again();
    return undefined;
  };
  return (
    <section class="card">
      <h2>Texts of messages</h2>
      <p>
        Without them, conversations are counted and shown all the same, only not what was said. They are
        deleted after thirty days, and within the hour once they are no longer kept.
      </p>
      <Form action="Save choice" onSend={send}>
        <label class="tick">
          <input
            type="checkbox"
            checked={isKept}
            onChange={(event) => setKept(event.currentTarget.checked)}
          />
          <span>Keep the texts that your chat platform sends</span>
        </label>
      </Form>
      {isSaved && <Notice kind="good">Saved.</Notice>}
    </section>
  );
}
