/** What the page was built with. Both are public: what a user may do is decided by the database. */
export type Settings = { supabaseUrl: string; anonKey: string };

function built(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

/** Where Supabase is and the key that says which project is meant; empty where the build was not told. */
export const settings: Settings = {
  supabaseUrl: built("supabase-url"),
  anonKey: built("supabase-anon-key"),
};
