import { latestVisit } from "../api/reports.ts";
import { Empty, Loaded } from "../parts/states.tsx";
import { useResource } from "../resource.ts";
import { useView } from "../view.ts";

/** Why there is nothing, and what to do about it: another period, other filters, or the snippet. */
export function NoVisits({ assistantId }: { assistantId: string }) {
  const view = useView();
  const isFiltered = Object.keys(view.filters).length > 0;
  const { resource, again } = useResource((signal) => latestVisit(assistantId, signal), assistantId);
  return (
    <Loaded resource={resource} what="the latest visit" again={again} lines={1}>
      {(visit) =>
        visit === undefined ? (
          <Empty title="No visits yet">
            <p>
              As soon as the snippet is on your site, its visitors are here: live, and by day from then on.
            </p>
            <a class="button primary" href={`/app/${encodeURIComponent(assistantId)}/install`}>
              Install the snippet
            </a>
          </Empty>
        ) : (
          <Empty title={isFiltered ? "No visits like these" : "No visits in this period"}>
            <p>
              {isFiltered
                ? "Nothing in this period goes with all filters together."
                : "There were visits at other times."}
            </p>
            <a class="button" href={view.href(isFiltered ? { isCleared: true } : { period: "12m" })}>
              {isFiltered ? "Remove all filters" : "Show the last 12 months"}
            </a>
          </Empty>
        )
      }
    </Loaded>
  );
}
