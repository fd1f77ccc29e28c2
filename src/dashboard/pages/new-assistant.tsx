import { useLocation } from "preact-iso";
import { createAssistant } from "../api/assistants.ts";
import { Page } from "../parts/page.tsx";
import { AssistantForm } from "./assistant-fields.tsx";

/** A new assistant leads on to its snippet. */
export function NewAssistant() {
  const { route } = useLocation();
  return (
    <Page title="New assistant" narrow lead="The chat widget of one website.">
      <AssistantForm
        fields={{ name: "", website_url: "", allowed_hosts: [] }}
        action="Create assistant"
        onSend={async (fields) => {
          const { id } = await createAssistant(fields);
          route(`/app/${encodeURIComponent(id)}/install`);
        }}
      />
    </Page>
  );
}
