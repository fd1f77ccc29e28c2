import { Page } from "../parts/page.tsx";

export function NotFound() {
  return (
    <Page title="There is no such page" narrow>
      <p>The address may be mistyped, or the page may have moved.</p>
      <p>
        <a class="button" href="/app/">
          Go to your assistants
        </a>
      </p>
    </Page>
  );
}
