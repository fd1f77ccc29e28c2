/** Names that spammers have kept for years, under many endings. */
const NAMES =
  /(?:^|\.)(?:semalt(?:media)?|darodar|ili[kv]e?vitaly|ilovevitaly|hulfingtonpost|blackhatworth|kambasoft|savetubevideo|bestwebsitesawards|ranksonic|webmonetizer|trafficmonetizer?|xtraffic(?:plus)?|bravica|priceg|domination|success-seo|videos-for-your-business)\.[a-z]+$/;

/** What they sell, in the names that they take for some weeks each: one rule for hundreds of hosts. */
const OFFERS = [
  // Visitors, by the thousand.
  /(?:free|cheap|bot|social|website|webmaster|seo)-traffic|bot-?traffic|traffic(?:-?bot|2cash|2money|-cash|4free)/,
  // Buttons to share a page with.
  /(?:free|social|share|floating)-(?:social-|share-|floating-)?buttons?(?:\d*\.|-)|buttons-for-(?:your-)?website/,
  // Better places in search engines.
  /\d-(?:best-)?seo\.|reasons-for-seo|(?:best|auto|resell|top\d)-(?:b2b-)?seo-(?:offer|service|software|solution)|-backlinks/,
  // Fines, for a site's cookies.
  /law-enforcement-(?:bot|check|[a-z]{2})[-.]|cookie-law-enforcement|^compliance-[a-z]+\.(?:top|xyz)$/,
];

/**
 * Whether a referrer's host is that of a spammer, by what such hosts call themselves. It errs on the side of
 * people: a spammer of another name counts until its host is listed or blocked.
 *
 * @param host in lower case, without port
 */
export const isReferrerSpam = (host: string): boolean =>
  NAMES.test(host) || OFFERS.some((offer) => offer.test(host));
