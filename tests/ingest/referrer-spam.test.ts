import { describe, expect, it } from "vitest";
import { isReferrerSpam } from "../../src/ingest/referrer-spam.ts";

describe("a spammer is told by its name", () => {
  it.each([
    "semalt.com",
    "4.semalt.com",
    "ilovevitaly.xyz",
    "darodar.com",
    "free-social-buttons7.xyz",
    "buttons-for-your-website.com",
    "floating-share-buttons.com",
    "get-free-traffic-now.com",
    "bottraffic143.xyz",
    "traffic2cash.xyz",
    "4-best-seo.com",
    "15-reasons-for-seo.com",
    "best-seo-offer.com",
    "cheap-trusted-backlinks.com",
    "cookie-law-enforcement-zz.xyz",
    "compliance-donald.xyz",
  ])("%s", (host) => {
    expect(isReferrerSpam(host)).toBe(true);
  });
});

describe("an honest site is not taken for one", () => {
  it.each([
    "google.com",
    "news.ycombinator.com",
    "traffic.com",
    "livetraffic.gov.au",
    "airtraffic.aero",
    "mytrafficschool.com",
    "simplesharebuttons.com",
    "seo.com",
    "seoul.go.kr",
    "moz.com",
    "best-seo.de",
    "complianceweek.com",
    "law-enforcement.org",
    "notsemalt.com",
    "semalt.com.example.org",
    "",
  ])("%s", (host) => {
    expect(isReferrerSpam(host)).toBe(false);
  });
});

it("takes no longer for a host that was made to be slow", () => {
  const start = performance.now();
  isReferrerSpam(`${"free-social-share-floating-traffic".repeat(2_000)}!`);
  expect(performance.now() - start).toBeLessThan(1_000);
});
