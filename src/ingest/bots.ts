import { isbot } from "isbot";

/**
 * Why a visit isn't a person's: its user agent is a known robot's or missing, or the browser says it
 * is driven by a program. `null` for everyone else.
 *
 * @param webdriver `navigator.webdriver` as the browser reported it
 */
export function botReason(userAgent: string | null, webdriver: boolean): "user_agent" | "webdriver" | null {
  if (userAgent === null || userAgent.trim() === "" || isbot(userAgent)) return "user_agent";
  return webdriver ? "webdriver" : null;
}
