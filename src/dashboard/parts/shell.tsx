import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { session, signOut } from "../session.ts";
import { isSharePage } from "../share.ts";
import { chooseTheme, THEMES, theme } from "../theme.ts";

const THEME_NAMES = { system: "System theme", light: "Light theme", dark: "Dark theme" };

/** A link that says so where it leads to the page it is on. `search` is what its address says besides. */
export function NavigationLink(props: { to: string; search?: string; within?: RegExp; children: string }) {
  const { to, search = "", within, children } = props;
  const { path } = useLocation();
  const isCurrent = within === undefined ? path === to : within.test(path);
  return (
    <a href={to + search} {...(isCurrent && { "aria-current": path === to ? "page" : "true" })}>
      {children}
    </a>
  );
}

function ThemeSwitch() {
  return (
    <select
      class="theme"
      aria-label="Theme"
      value={theme.value}
      onChange={(event) => chooseTheme(event.currentTarget.value)}
    >
      {THEMES.map((name) => (
        <option key={name} value={name}>
          {THEME_NAMES[name]}
        </option>
      ))}
    </select>
  );
}

/** Who is signed in, and what is set for this browser: behind a button, which leaves room on small screens. */
function Account() {
  return (
    <>
      <button type="button" class="button small" popoverTarget="account">
        Account
      </button>
      <div id="account" class="menu" popover="auto">
        <p class="muted">{session.value?.user.email}</p>
        <ThemeSwitch />
        <button type="button" class="button" onClick={signOut}>
          Sign out
        </button>
      </div>
    </>
  );
}

/** Takes to the page without a change of the address, which a share link is in. */
function skip(event: Event) {
  event.preventDefault();
  document.querySelector<HTMLElement>("#main h1")?.focus();
}

/** What is around every page. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const isSignedIn = Boolean(session.value) && !isSharePage(path);
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place of the page; the address only stays as it is. */}
      <a class="skip" href="#main" onClick={skip}>
        Skip to the page
      </a>
      <header class="top">
        <a class="brand" href="/app/">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M6 3h20a4 4 0 0 1 4 4v13a4 4 0 0 1-4 4H14l-7 6v-6H6a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z" />
            <path class="bars" d="M10 18v-3m6 3V9m6 9v-6" />
          </svg>
          Phona Analytics
        </a>
        <nav class="links" aria-label="Main">
          {isSignedIn && (
            <>
              <NavigationLink to="/app/" within={/^\/app($|\/ast_|\/new$)/}>
                Assistants
              </NavigationLink>
              <NavigationLink to="/app/settings/api-access">API Access</NavigationLink>
            </>
          )}
          <NavigationLink to="/app/reference">API reference</NavigationLink>
        </nav>
        <div class="right">{isSignedIn ? <Account /> : <ThemeSwitch />}</div>
      </header>
      {children}
    </>
  );
}
