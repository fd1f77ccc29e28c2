import type { Source } from "./source-hosts.ts";

const pairs = (facts: Record<string, string>): [string, string][] =>
  Object.entries(facts).flatMap(([value, words]) =>
    words.split(" ").map((word): [string, string] => [word, value]),
  );

const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Query parameters that only a paid click carries, and the network that adds them. */
export const AD_CLICK_IDS = new Map(
  pairs({
    google: "gclid gbraid wbraid gclsrc dclid gad_source gad_campaignid",
    bing: "msclkid",
    tiktok: "ttclid",
    linkedin: "li_fat_id",
    twitter: "twclid",
    yandex: "yclid",
    reddit: "rdt_cid",
    snapchat: "sccid",
    quora: "qclid",
    yahoo: "vmcid",
    seznam: "sznclid",
    baidu: "bd_vid",
    taboola: "tblci",
    outbrain: "obclid",
  }),
);

// Unpaid links carry these too, so they only stand in where no referrer arrived.
const shared: [names: string, source: string, medium: string][] = [
  ["fbclid mibextid", "facebook", "social"],
  ["igshid igsh", "instagram", "social"],
  ["epik", "pinterest", "social"],
  ["srsltid", "google", "organic"],
  ["ysclid", "yandex", "organic"],
  ["mc_cid mc_eid mkt_tok _hsmi _hsenc ck_subscriber_id", "email", "email"],
];

/** Query parameters that links of a source carry, paid or not. */
export const SHARE_IDS = new Map(
  shared.flatMap(([names, source, medium]) =>
    names.split(" ").map((name): [string, Source] => [name, { source, medium }]),
  ),
);

/** Other names that campaigns give to a source. */
export const NAMES = new Map(
  pairs({
    google:
      "adwords googleads gads google_ads google-ads googleadwords google_search googlesearch google-search google_shopping googleshopping google-shopping google_business google-business googlebusiness gmb gbp google_maps googlemaps google-maps googlenews google-news discover dv360",
    bing: "bingads microsoft microsoftads msads msn adcenter",
    facebook:
      "fb fcb meta metaads meta-ads meta_ads facebook_ad fb_ad fbad fbads facebook-page facebook_page facebookpage fbpage an facebook_mobile facebook_desktop",
    instagram: "ig insta igshopping ig_shopping instagram_stories igads",
    messenger: "msg fb_messenger facebook_messenger",
    twitter: "x tw twitterx twitter/x x-twitter twitter-x",
    linkedin: "li linked-in linked_in linkedin_ads",
    youtube: "yt you_tube you-tube",
    tiktok: "tt tik-tok tik_tok tik.tok",
    pinterest: "pin pins pint",
    reddit: "rdt",
    snapchat: "snap",
    whatsapp: "wa whats_app whats-app",
    telegram: "tg",
    hackernews: "hn hacker_news hacker-news",
    vk: "vkontakte",
    bluesky: "bsky",
    chatgpt: "openai chat-gpt chat_gpt",
    claude: "anthropic",
    duckduckgo: "ddg duckduck",
    mastodon: "fediverse",
  }),
);

/**
 * `utm_source` words for how a mail was carried, not by whom it was sent: these become `email`,
 * while a sender's own name (`acme-news`) is kept as the source.
 */
export const MAIL_CARRIERS = words(`
  email e-mail e_mail emails mail mails mailing mailings mailinglist mailing-list mailing_list emailing
  newsletter newsletters news-letter news_letter nl eblast e-blast edm
  gmail googlemail outlook hotmail yahoomail yahoo_mail yahoo-mail protonmail icloud
  mailchimp klaviyo sendgrid mailgun mailjet sendinblue brevo convertkit kit constantcontact constant_contact
  campaignmonitor campaign_monitor campaign-monitor activecampaign active_campaign getresponse mailerlite
  aweber drip customerio customer.io sendy mailpoet cleverreach rapidmail braze iterable omnisend
  marketo pardot eloqua hs_email hubspot_email hs_automation`);

/** Parts of a `utm_medium` that mean the click was paid for; so does one that begins with "paid". */
export const PAID_WORDS = words(`
  cpc ppc cpm cpv cpa cpp cpl cpi cpe ppv display retargeting remarketing banner banners sem ad ads adwords
  advertising advertisement programmatic sponsored`);

/** A `utm_medium` that means email, without its separators. */
export const EMAIL_MEDIUMS = words(
  "email emails mail mailing emailing newsletter newsletters emailmarketing emailnewsletter eblast edm",
);

/** A `utm_medium` that means a social network, without its separators. */
export const SOCIAL_MEDIUMS = words(
  "social socials socialmedia socialnetwork socialnetworks sm smm organicsocial socialorganic",
);
