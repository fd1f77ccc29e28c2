import { isbot } from "isbot";

/**
 * Whether a visit isn't a person's: its user agent is a known robot's or missing, or the browser says it is
 * driven by a program.
 *
 * @param webdriver `navigator.webdriver` as the browser reported it
 */
export const isRobot = (userAgent: string | null, webdriver: boolean): boolean =>
  webdriver || userAgent === null || userAgent.trim() === "" || isbot(userAgent);
