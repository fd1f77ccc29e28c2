import { useRoute } from "preact-iso";
import { conversation, type Conversation as Facts } from "../../api/conversation.ts";
import { count, duration } from "../../format.ts";
import { countryName } from "../../names.ts";
import { Empty, Failed, Loading } from "../../parts/states.tsx";
import { Time } from "../../parts/time.tsx";
import { useReport } from "../../report.ts";
import { useView } from "../../view.ts";
import { AssistantPage } from "../of-assistant.tsx";
import { ConversationEntries } from "./entries.tsx";

const OPENED_BY: Record<string, string> = { popup: "A popup", chat_button: "The chat button" };

const STATUS = { open: "Open", closed: "Closed", archived: "Archived" };

const HANDLING: Record<string, string> = {
  RESOLVED: "resolved",
  PENDING: "pending",
  FOLLOW_UP: "to be followed up",
};

/** What is known of it, and what that is called; what is not known is left out. */
const factsOf = (of: Facts): [string, string | null][] => [
  ["Channel", of.channel],
  ["Topic", of.topic],
  [
    "Status",
    [STATUS[of.status], of.handling_status && HANDLING[of.handling_status]].filter(Boolean).join(", "),
  ],
  ["Length", of.duration_seconds === null ? null : duration(of.duration_seconds)],
  ["Customer messages", count(of.customer_messages)],
  ["Bot messages", count(of.bot_messages)],
  ["Agent messages", count(of.agent_messages)],
  ["Opened by", of.opened_by === null ? null : (OPENED_BY[of.opened_by] ?? of.opened_by)],
  ["Customer", of.user],
  ["Visitor", of.user_token],
  ["Country", of.country === null ? null : countryName(of.country)],
  ["Language", of.language],
  ["Rating", of.rating],
];

function Told({ assistantId, id }: { assistantId: string; id: string }) {
  const { zone } = useView();
  const { resource, again } = useReport(conversation, { assistant_id: assistantId, conversation_id: id });
  if (resource.state === "loading") {
    return <Loading what="the conversation" />;
  }
  if (resource.state === "failed") {
    return resource.failure.code === "CONVERSATION_NOT_FOUND" ? (
      <Empty title="There is no such conversation">
        <p>Nothing was reported of it, or it is another assistant's.</p>
      </Empty>
    ) : (
      <Failed what="the conversation" failure={resource.failure} again={again} />
    );
  }
  const { data, conversation: facts, meta } = resource.value;
  return (
    <>
      <section class="card report" aria-label="What is known of it">
        <dl class="facts across">
          <div>
            <dt>Started</dt>
            <dd>
              <Time at={facts.started_at} zone={zone} />
            </dd>
          </div>
          {factsOf(facts).map(
            ([name, value]) =>
              value !== null && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </section>
      <section class="card report" aria-labelledby="happened">
        <h2 id="happened">What happened</h2>
        {data.length === 0 ? (
          <p class="nothing muted">Nothing was reported of it but that it was.</p>
        ) : (
          <ConversationEntries entries={data} zone={zone} />
        )}
        {data.length < meta.total && (
          <p class="hint">
            The first {count(data.length)} of {count(meta.total)}.
          </p>
        )}
      </section>
    </>
  );
}

/** One conversation, and what happened in it. */
export function Conversation({ assistantId }: { assistantId: string }) {
  const { params } = useRoute();
  const id = params["conversation"] ?? "";
  return (
    <AssistantPage assistantId={assistantId} title={`Conversation ${id}`}>
      <Told key={id} assistantId={assistantId} id={id} />
    </AssistantPage>
  );
}
