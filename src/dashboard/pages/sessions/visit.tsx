import { useId } from "preact/hooks";
import { type Session, sessionTimeline } from "../../api/sessions.ts";
import { count, duration } from "../../format.ts";
import { countryName, deviceName } from "../../names.ts";
import { Loaded } from "../../parts/states.tsx";
import { Time } from "../../parts/time.tsx";
import { useReport } from "../../report.ts";
import { useView } from "../../view.ts";
import { Held } from "./held.tsx";
import { SessionEntries } from "./timeline.tsx";

/** A session as the address names it. */
export const nameOf = ({ visitor_id, started_at }: Session): string => `${visitor_id}.${started_at}`;

function Timeline(props: { assistantId: string; name: string; zone: string; onErased: () => void }) {
  const { assistantId, name, zone, onErased } = props;
  const [visitor_id = "", started_at = ""] = name.split(/\.(.*)/);
  const asked = useReport(sessionTimeline, { assistant_id: assistantId, visitor_id, started_at });
  return (
    <Loaded resource={asked.resource} what="what happened in this session" again={asked.again} lines={2}>
      {({ data, session: { traffic_source: from, visitor }, meta }) => (
        <>
          <dl class="facts across">
            <div>
              <dt>Came from</dt>
              <dd>
                {[from.source ?? "unknown", from.medium].filter(Boolean).join(" / ")}
                {from.utm_campaign && ` · ${from.utm_campaign}`}
              </dd>
            </div>
            <div>
              <dt>With</dt>
              <dd>
                {[visitor.browser, visitor.os, visitor.device_type && deviceName(visitor.device_type)]
                  .filter(Boolean)
                  .join(" · ") || "unknown"}
              </dd>
            </div>
            <div>
              <dt>Visitor</dt>
              <dd>
                <code>{visitor_id}</code>
              </dd>
            </div>
          </dl>
          <SessionEntries entries={data} assistantId={assistantId} zone={zone} />
          {data.length < meta.total && (
            <p class="hint">
              The first {count(data.length)} of {count(meta.total)}.
            </p>
          )}
          <Held assistantId={assistantId} visitorId={visitor_id} onErased={onErased} />
        </>
      )}
    </Loaded>
  );
}

/** A visit in one line, which opens into what happened in it. Which one is open is in the address. */
export function Visit(props: { session: Session; assistantId: string; onErased: () => void }) {
  const { session, assistantId, onErased } = props;
  const view = useView();
  const id = useId();
  const name = nameOf(session);
  const isOpen = view.parameter("session") === name;
  const { traffic_source: from, visitor, widget } = session;
  return (
    <li class={isOpen ? "visit open" : "visit"}>
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          {...(isOpen && { "aria-controls": id })}
          onClick={() => view.set({ parameters: { session: isOpen ? undefined : name } })}
        >
          <span class="when">
            <Time at={session.started_at} zone={view.zone} />
          </span>
          <span class="where">
            <span class="unseen">, began on </span>
            {session.entry_page ?? "no page"}
          </span>
          <span class="who muted">
            <span class="unseen">, from </span>
            {[
              from.source ?? "unknown source",
              countryName(visitor.country),
              visitor.device_type === null ? null : deviceName(visitor.device_type),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
          <span class="much">
            <span class="unseen">, </span>
            {count(session.pages_viewed)} {session.pages_viewed === 1 ? "page" : "pages"} ·{" "}
            {duration(session.duration_seconds)}
          </span>
          <span class="did">{widget.engaged && <span class="badge">Widget</span>}</span>
        </button>
      </h3>
      {isOpen && (
        <div class="opened" id={id}>
          <Timeline assistantId={assistantId} name={name} zone={view.zone} onErased={onErased} />
        </div>
      )}
    </li>
  );
}

/** A visit that the address names and the list does not hold. */
export function NamedVisit(props: { name: string; assistantId: string; onErased: () => void }) {
  const { name, assistantId, onErased } = props;
  const view = useView();
  return (
    <section class="card report" aria-label="The session that was opened">
      <div class="report-head">
        <h2>The session that was opened</h2>
        <a class="button small" href={view.href({ parameters: { session: undefined } })}>
          Close
        </a>
      </div>
      <p class="muted">
        <Time at={name.replace(/^[^.]*\./, "")} zone={view.zone} />
      </p>
      <Timeline assistantId={assistantId} name={name} zone={view.zone} onErased={onErased} />
    </section>
  );
}
