import { latestVisit } from "../api/reports.ts";
import { Empty, Loaded } from "../parts/states.tsx";
import { useResource } from "../resource.ts";
import { isSharePage } from "../share.ts";
import { useView } from "../view.ts";

/** There are no visits in what is looked at: another period may have some, or other filters. */
function NoneOfThese() {
  const view = useView();
  const isFiltered = Object.keys(view.filters).length > 0;
  return (
    <Empty title={isFiltered ? "No visits like these" : "No visits in this period"}>
      <p>
        {isFiltered
          ? "Nothing in this period goes with all filters together."
          : "There may be visits at other times."}
      </p>
      <a class="button" href={view.href(isFiltered ? { isCleared: true } : { period: "12m" })}>
        {isFiltered ? "Remove all filters" : "Show the last 12 months"}
      </a>
    </Empty>
  );
}

/** The same for its owner, for whom the snippet may still be to come. */
function NoneYet({ assistantId }: { assistantId: string }) {
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
          <NoneOfThese />
        )
      }
    </Loaded>
  );
}

/** Why there is nothing, and what to do about it: another period, other filters, or the snippet. */
export const NoVisits = ({ assistantId }: { assistantId: string }) =>
  isSharePage() ? <NoneOfThese /> : <NoneYet assistantId={assistantId} />;
