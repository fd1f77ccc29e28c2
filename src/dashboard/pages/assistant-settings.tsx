import { useState } from "preact/hooks";
import { type Assistant, changeAssistant } from "../api/assistants.ts";
import { Notice } from "../parts/states.tsx";
import { AssistantForm } from "./assistant-fields.tsx";
import { DeleteAssistant } from "./delete-assistant.tsx";
import { AssistantPage } from "./of-assistant.tsx";

function Settings({ assistant, again }: { assistant: Assistant; again: () => void }) {
  const [isSaved, setSaved] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <section class="card">
        <h2>What it is called and where it may be</h2>
        <AssistantForm
          fields={assistant}
          action="Save"
          onSend={async (fields) => {
            setSaved(false);
            await changeAssistant(assistant.id, fields);
            setSaved(true);
            again();
          }}
        />
        {isSaved && <Notice kind="good">Saved.</Notice>}
      </section>
      <section class="card danger">
        <h2>Delete this assistant</h2>
        <p>It goes with everything that was recorded of it.</p>
        <button type="button" class="button danger" onClick={() => setDeleting(true)}>
          Delete assistant…
        </button>
        {isDeleting && <DeleteAssistant assistant={assistant} onClose={() => setDeleting(false)} />}
      </section>
    </>
  );
}

/** What an owner may change of an assistant, and its end. */
export function AssistantSettings({ assistantId }: { assistantId: string }) {
  return (
    <AssistantPage assistantId={assistantId} title="Settings">
      {(assistant, again) => <Settings assistant={assistant} again={again} />}
    </AssistantPage>
  );
}
