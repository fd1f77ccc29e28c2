import { useEffect } from "preact/hooks";
import { live } from "../../api/overview.ts";
import { count } from "../../format.ts";
import { Menu } from "../../parts/menu.tsx";
import { Ranking } from "../../parts/ranking.tsx";
import { useReport } from "../../report.ts";

/** Milliseconds between two looks. */
const OFTEN = 15_000;

/** Does something again and again as long as the page is in sight, and at once when it comes back into it. */
function useWhileSeen(act: () => void, milliseconds: number): void {
  useEffect(() => {
    const look = () => {
      if (!document.hidden) {
        act();
      }
    };
    const timer = setInterval(look, milliseconds);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [milliseconds]);
}

/** How many visitors are there now; opened, on which pages and from where. */
export function LiveMenu({ assistantId }: { assistantId: string }) {
  const { resource, again } = useReport(live, { assistant_id: assistantId });
  useWhileSeen(again, OFTEN);
  if (resource.state !== "ready") {
    return null;
  }
  const { visitors, pages, sources } = resource.value.data;
  const said = visitors === 1 ? "1 visitor now" : `${count(visitors)} visitors now`;
  return (
    <Menu
      label={
        <>
          <span class={visitors > 0 ? "light on" : "light"} aria-hidden="true" />
          {said}
        </>
      }
    >
      {() => (
        <div class="live">
          <Ranking
            caption="Pages with visitors now"
            columns={["Page", "Visitors"]}
            empty="Nobody was here in the last five minutes."
            rows={pages.map(({ page_url, visitors: there }) => ({
              key: page_url,
              name: page_url,
              value: there,
              filters: { page_url },
            }))}
          />
          {sources.length > 0 && (
            <Ranking
              caption="Where visitors of now came from"
              columns={["Source", "Visitors"]}
              rows={sources.map(({ source, medium, visitors: there }) => ({
                key: `${source} ${medium}`,
                name: source ?? "Unknown",
                aside: medium === source ? null : medium,
                value: there,
              }))}
            />
          )}
        </div>
      )}
    </Menu>
  );
}
