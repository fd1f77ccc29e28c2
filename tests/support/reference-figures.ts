import type { Arguments, Scope } from "./reference-scope.ts";

/** part ÷ whole with `decimals` decimals, rounded half up in whole numbers; 0 where the whole is 0. */
export function ratio(part: number, whole: number, decimals: 0 | 1): number {
  const scale = 10 ** decimals;
  return whole === 0 ? 0 : Math.floor((2 * part * scale + whole) / (2 * whole)) / scale;
}

/** A part of a list, and what the API tells of it. */
export function slice<Item>(items: Item[], { limit = 50, offset = 0 }: Arguments) {
  return { page: items.slice(offset, offset + limit), meta: { total: items.length, limit, offset } };
}

/** The title that a page was last seen with. */
export function titleOf({ seen }: Scope, path: string): unknown {
  const titles = seen.filter((event) => event.path === path && (event["title"] ?? "") !== "");
  return titles.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]?.["title"] ?? null;
}
