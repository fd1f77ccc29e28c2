import { Page } from "../parts/page.tsx";

/** What is shown where the site was built without knowing its Supabase project. */
export function Unconfigured() {
  return (
    <Page title="This dashboard is not set up yet" narrow>
      <p>
        It was built without knowing its Supabase project. Set the environment variables{" "}
        <code>SUPABASE_URL</code> and <code>SUPABASE_ANON_KEY</code> on the site, then deploy it again.
      </p>
    </Page>
  );
}
