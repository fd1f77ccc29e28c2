import type { Assistant } from "../api/assistants.ts";
import { Copyable } from "../parts/copy.tsx";
import { FirstVisit } from "./first-visit.tsx";
import { AssistantPage } from "./of-assistant.tsx";

const snippetOf = (id: string) => `<!-- Phona Chat Widget -->
<script src="${location.origin}/widget.js"
        data-assistant-id="${id}"
        async></script>`;

function Steps({ assistant: { id, hosts } }: { assistant: Assistant }) {
  return (
    <>
      <section class="card">
        <h2>1. Put this on every page</h2>
        <p>
          Anywhere in the page; the end of <code>&lt;head&gt;</code> is a good place. It does not hold up the
          page, and needs no cookie.
        </p>
        <Copyable text={snippetOf(id)} what="snippet" block />
        <dl class="facts">
          <div>
            <dt>Assistant id</dt>
            <dd>
              <Copyable text={id} what="assistant id" />
            </dd>
          </div>
          <div>
            <dt>May be on</dt>
            <dd>
              {hosts.join(", ")} and subdomains ·{" "}
              <a href={`/app/${encodeURIComponent(id)}/settings`}>Change</a>
            </dd>
          </div>
        </dl>
      </section>
      <section class="card">
        <h2>2. See it arrive</h2>
        <FirstVisit assistantId={id} />
      </section>
    </>
  );
}

/** The snippet of an assistant, and whether it works. */
export function Install({ assistantId }: { assistantId: string }) {
  return (
    <AssistantPage assistantId={assistantId} title="Install">
      {(assistant) => <Steps assistant={assistant} />}
    </AssistantPage>
  );
}
