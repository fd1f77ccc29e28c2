import { z } from "zod";
import { clock } from "../clock.ts";
import { reportRange, text } from "./parameters.ts";

/** A path of the site, however it is written: `/blog`, `blog`, `/blog?x=1` or `https://acme.com/blog`. */
const pagePath = text(8_192).transform((value, context) => {
  const base = "https://site.invalid/";
  if (!URL.canParse(value, base)) {
    context.addIssue({ code: "custom", message: "expected a path such as /pricing, or a URL of the site" });
    return z.NEVER;
  }
  return new URL(value, base).pathname;
});

/** What sessions have in text, of which letters in either case are the same. */
const attribute = (description: string, example: string) =>
  text(500)
    .optional()
    .meta({ description: `Only sessions ${description}, in any case of letters.`, example });

/** Which sessions a report is about. All that are given must hold. */
const filters = {
  source: text(200)
    .transform((value) => value.toLowerCase())
    .optional()
    .meta({
      description:
        "Only sessions from this source, such as `google`, `bing`, `direct`, `email` or `referral`. `social` selects every source with the medium `social`.",
      example: "google",
    }),
  medium: attribute("with this medium, or `none` for those without one", "organic"),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "expected an ISO 3166-1 alpha-2 code such as GB")
    .transform((value) => value.toUpperCase())
    .optional()
    .meta({
      description: "Only sessions from this country, as an ISO 3166-1 alpha-2 code in any case.",
      example: "GB",
    }),
  device_type: z
    .enum(["mobile", "tablet", "desktop"], "expected mobile, tablet or desktop")
    .optional()
    .meta({ description: "Only sessions on devices of this type." }),
  browser: attribute("in this browser", "Chrome"),
  os: attribute("on this operating system", "macOS"),
  language: attribute("in this language; `en` is also `en-GB`", "en-GB"),
  page_url: pagePath.optional().meta({
    description:
      "Only sessions that viewed this page and, where page views or widget events are counted, only those on it: a path of the site, or a URL of which the path is taken.",
    example: "/blog/seo-tips",
  }),
  entry_page: pagePath.optional().meta({
    description: "Only sessions that began with this page: a path, or a URL of which the path is taken.",
    example: "/pricing",
  }),
  utm_source: attribute("with this `utm_source`", "newsletter"),
  utm_medium: attribute("with this `utm_medium`", "email"),
  utm_campaign: attribute("with this `utm_campaign`", "april-2026"),
  utm_content: attribute("with this `utm_content`", "blue"),
  utm_term: attribute("with this `utm_term`", "seo"),
  widget_engaged: z
    .enum(["true", "false"], "expected true or false")
    .transform((value) => value === "true")
    .optional()
    .meta({
      description:
        "Only sessions in which the widget was opened; with `false`, only those in which it was not.",
      shown: { type: "boolean" },
    }),
};

/** What every report on what the widget recorded takes: an assistant, days, filters, and how it is written. */
export const reportScope = { ...reportRange, ...filters };

/** What the list of sessions can show besides. */
export const include = z.literal("ip", "expected ip").optional().meta({
  description:
    "`ip` adds each visitor's raw IP address as `visitor.ip`. Agency plan with a signed data processing agreement only.",
});

/** What the figures of a range are put beside. */
export const compare = z
  .enum(["previous", "previous_year"], "expected previous or previous_year")
  .optional()
  .meta({
    description:
      "Adds the same figures of as many days just before, or of the same days a year before, and the changes.",
  });

/** What a funnel is shown for one by one. */
export const by = z.enum(["page", "source", "country"], "expected page, source or country").optional().meta({
  description:
    "Adds the funnel of each page viewed or acted on, of each source of the session, or of each country.",
});

/** What is asked of a report about the present moment. */
export const asOfNow = <Values extends Record<string, unknown>>(values: Values) => ({
  ...values,
  at: clock.now().toISOString(),
});
