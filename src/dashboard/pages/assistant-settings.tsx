import { useState } from "preact/hooks";
import { type Assistant, changeAssistant } from "../api/assistants.ts";
import { Notice } from "../parts/states.tsx";
import { AssistantForm } from "./assistant-fields.tsx";
import { BlockedForm } from "./blocked-form.tsx";
import { DeleteAssistant } from "./delete-assistant.tsx";
import { AssistantPage } from "./of-assistant.tsx";
import { RetentionSettings, TextSettings } from "./privacy-settings.tsx";

function Settings({ assistant, again }: { assistant: Assistant; again: () => void }) {
  const [saved, setSaved] = useState<"fields" | "blocked">();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <section class="card">
        <h2>What it is called and where it may be</h2>
        <AssistantForm
          fields={assistant}
          action="Save"
          onSend={async (fields) => {
            setSaved(undefined);
            await changeAssistant(assistant.id, fields);
            setSaved("fields");
            again();
          }}
        />
        {saved === "fields" && <Notice kind="good">Saved.</Notice>}
      </section>
      <section class="card">
        <h2>What is not counted</h2>
        <p class="muted">
          From now on it is kept apart, like bots and referrer spam: the overview says how much there was.
        </p>
        <BlockedForm
          blocked={assistant}
          onSend={async (blocked) => {
            setSaved(undefined);
            await changeAssistant(assistant.id, blocked);
            setSaved("blocked");
            again();
          }}
        />
        {saved === "blocked" && <Notice kind="good">Saved.</Notice>}
      </section>
      <TextSettings assistant={assistant} again={again} />
      <RetentionSettings />
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
