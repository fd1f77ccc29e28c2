import { sessions } from "../../api/sessions.ts";
import { FilterChips, FilterMenu } from "../../parts/filters.tsx";
import { Pager, usePlace } from "../../parts/pager.tsx";
import { PeriodMenu } from "../../parts/period.tsx";
import { ReportCard } from "../../parts/report-card.tsx";
import { useReport } from "../../report.ts";
import { askedOf, useView } from "../../view.ts";
import { NoVisits } from "../no-visits.tsx";
import { AssistantPage } from "../of-assistant.tsx";
import { NamedVisit, nameOf, Visit } from "./visit.tsx";

/** A name such as `v_a3f1b20000000000.2026-04-15T14:23:11Z`. */
const NAME = /^v_[0-9a-f]{16}\.\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

function List({ assistantId }: { assistantId: string }) {
  const view = useView();
  const { limit, offset } = usePlace();
  const parameters = { assistant_id: assistantId, ...askedOf(view), limit, offset };
  const asked = useReport(sessions, parameters);
  const onErased = () => {
    view.set({ parameters: { session: undefined } });
    asked.again();
  };
  const named = view.parameter("session") ?? "";
  const listed = asked.resource.state === "ready" ? asked.resource.value.data : undefined;
  const isElsewhere =
    NAME.test(named) && listed !== undefined && !listed.some((each) => nameOf(each) === named);
  if (asked.resource.state === "ready" && asked.resource.value.meta.total === 0) {
    return (
      <>
        {isElsewhere && <NamedVisit name={named} assistantId={assistantId} onErased={onErased} />}
        <NoVisits assistantId={assistantId} />
      </>
    );
  }
  return (
    <>
      {isElsewhere && <NamedVisit name={named} assistantId={assistantId} onErased={onErased} />}
      <ReportCard
        title="Newest first"
        what="sessions"
        asked={asked}
        exported={{ path: sessions.path, parameters }}
        lines={8}
      >
        {({ data, meta }) => (
          <>
            <ol class="visits">
              {data.map((session) => (
                <Visit
                  key={nameOf(session)}
                  session={session}
                  assistantId={assistantId}
                  onErased={onErased}
                />
              ))}
            </ol>
            <Pager what="sessions" shown={data.length} total={meta.total} offset={meta.offset} />
          </>
        )}
      </ReportCard>
    </>
  );
}

/** The visits to an assistant's pages, each with what happened in it. */
export function Sessions({ assistantId }: { assistantId: string }) {
  return (
    <AssistantPage assistantId={assistantId} title="Sessions" isWide>
      <div class="toolbar">
        <div class="push" />
        <FilterMenu />
        <PeriodMenu />
      </div>
      <FilterChips />
      <List assistantId={assistantId} />
    </AssistantPage>
  );
}
