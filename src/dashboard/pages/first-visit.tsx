import { useEffect, useState } from "preact/hooks";
import { latestVisit, type Visit } from "../api/reports.ts";
import { Time } from "../parts/time.tsx";
import { failureOf } from "../resource.ts";

/** Milliseconds between two looks, and how many of them come quickly. */
const SOON = 3_000;
const LATER = 10_000;
const QUICK_LOOKS = 60;

type Seen = { visit?: Visit; problem?: string; hasLooked: boolean };

/** Looks again and again for a visit, as long as the page is in sight and until there is one. */
function useFirstVisit(assistantId: string): Seen {
  const [seen, see] = useState<Seen>({ hasLooked: false });
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let looks = 0;
    let isLooking = false;
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      if (document.hidden || isLooking) {
        return;
      }
      isLooking = true;
      let visit: Visit | undefined;
      let problem: string | undefined;
      try {
        visit = await latestVisit(assistantId, abort.signal);
      } catch (error) {
        problem = failureOf(error).message;
      }
      isLooking = false;
      if (abort.signal.aborted) {
        return;
      }
      looks += 1;
      see({ hasLooked: true, ...(visit && { visit }), ...(problem !== undefined && { problem }) });
      if (visit === undefined) {
        timer = setTimeout(look, looks < QUICK_LOOKS ? SOON : LATER);
      } else {
        document.removeEventListener("visibilitychange", look);
      }
    };
    document.addEventListener("visibilitychange", look);
    look();
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [assistantId]);
  return seen;
}

function Arrived({ visit: { entry_page, started_at, visitor } }: { visit: Visit }) {
  const by = [visitor.browser, visitor.os].filter(Boolean).join(" on ");
  return (
    <>
      <p>
        <strong>It works.</strong> The latest visit has arrived.
      </p>
      <dl class="facts">
        <div>
          <dt>Began</dt>
          <dd>
            <Time at={started_at} />
          </dd>
        </div>
        <div>
          <dt>On page</dt>
          <dd>
            <code>{entry_page ?? "unknown"}</code>
          </dd>
        </div>
        {by && (
          <div>
            <dt>With</dt>
            <dd>{by}</dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** Tells when the first visit has been recorded. */
export function FirstVisit({ assistantId }: { assistantId: string }) {
  const { visit, problem, hasLooked } = useFirstVisit(assistantId);
  return (
    <>
      <div class={visit ? "check good" : "check"} role="status">
        <span class="light" aria-hidden="true" />
        <div class="check-text">
          {visit ? (
            <Arrived visit={visit} />
          ) : (
            <p>
              <strong>
                {hasLooked && !problem ? "Waiting for the first visit." : "Looking for visits."}
              </strong>{" "}
              {problem ?? "Open a page of your site in another tab; it shows here within seconds."}
            </p>
          )}
        </div>
      </div>
      {!visit && (
        <details>
          <summary>Nothing arrives?</summary>
          <ul>
            <li>The page has to be on a host that the assistant may be on.</li>
            <li>
              Browsers that send “Do Not Track” or “Global Privacy Control” are not recorded, nor are bots.
            </li>
            <li>Blockers of ads and trackers may keep the script from loading.</li>
            <li>
              A Content-Security-Policy has to name <code>{location.host}</code> in <code>script-src</code>{" "}
              and <code>connect-src</code>.
            </li>
          </ul>
        </details>
      )}
    </>
  );
}
