/**
 * True where the visitor has asked not to be tracked, by Do Not Track (`DNT: 1`) or Global Privacy
 * Control (`Sec-GPC: 1`). Any other value means no such wish, as both specifications have it.
 */
export function optedOut(headers: Headers): boolean {
  return headers.get("dnt") === "1" || headers.get("sec-gpc") === "1";
}
