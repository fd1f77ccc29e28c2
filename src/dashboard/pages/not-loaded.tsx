import { Page } from "../parts/page.tsx";

/** In place of a page whose code did not come, as after a release, or without a connection. */
export function NotLoaded() {
  return (
    <Page title="This page could not be loaded" narrow>
      <p>The dashboard may have been renewed in the meantime, or there is no connection.</p>
      <p>
        <button type="button" class="button" onClick={() => location.reload()}>
          Load it again
        </button>
      </p>
    </Page>
  );
}
