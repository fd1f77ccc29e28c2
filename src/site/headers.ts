import type { Files } from "../dashboard/bundle.ts";

/**
 * What pages of this site may load and whom they may ask: only the site itself and the Supabase project.
 *
 * @param supabaseUrl the project's URL; empty where it is not known
 */
export function contentSecurityPolicy(supabaseUrl: string): string {
  const project = supabaseUrl === "" ? "" : ` ${new URL(supabaseUrl).origin}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${project}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The headers that netlify.toml can't have, because they name the Supabase project, in Netlify's own format. */
export const headersFile = (supabaseUrl: string): Files => ({
  "/_headers": `/*\n  Content-Security-Policy: ${contentSecurityPolicy(supabaseUrl)}\n`,
});
