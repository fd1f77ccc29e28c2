import type { Exclusion } from "../../api/overview.ts";
import { count } from "../../format.ts";

const NAMES: Record<string, string> = {
  bot: "from bots",
  referrer_spam: "by referrer spam",
  blocked_ip: "from blocked addresses",
  blocked_host: "of blocked hosts",
  blocked_path: "on blocked paths",
  host_not_allowed: "from hosts that are not allowed",
};

/** What no figure counts, and why; nothing where there is nothing of the sort. */
export function KeptApart({ excluded }: { excluded: Exclusion[] }) {
  const parts = excluded.map((of) => `${count(of.count)} ${NAMES[of.reason] ?? of.reason}`);
  return parts.length === 0 ? null : <p class="hint">Kept apart, and in no figure: {parts.join(", ")}.</p>;
}
