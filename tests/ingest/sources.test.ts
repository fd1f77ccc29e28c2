import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { SEARCH } from "../../src/ingest/source-search.ts";
import { SOCIAL } from "../../src/ingest/source-social.ts";
import { campaignOf, classifySource } from "../../src/ingest/sources.ts";

const home = new URL("https://shop.example/pricing");

/** Source and medium as `source/medium`, of a page view that came from a host or an address. */
function from(place: string): string {
  const referrer = place.includes("://") ? place : `https://${place}/`;
  const { source, medium } = classifySource(home, referrer);
  return `${source}/${medium}`;
}

/** Source and medium as `source/medium`, of a page with a query, after a referrer. */
function arrivedBy(query: string, referrer: string | null = null): string {
  const page = new URL(`https://shop.example/?${query}`);
  const { source, medium } = classifySource(page, referrer);
  return `${source}/${medium}`;
}

const list = (text: string) => text.trim().split(/\s+/);

const searchHosts: Record<string, string> = {
  google: `
    google.com www.google.com www.google.de www.google.co.uk google.com.au www.google.com.br www.google.co.jp
    www.google.com.hk www.google.co.in google.cat www.google.it.ao images.google.com images.google.fr
    images.google.co.uk news.google.com news.google.co.jp scholar.google.com scholar.google.de
    encrypted.google.com cse.google.com m.google.com ipv6.google.com lens.google.com lens.google
    https://www.google.com/url?sa=t&source=web https://www.google.fr/imgres?q=ogham
    https://www.google.com:443/ https://WWW.Google.COM/ https://www.google.com./
    webcache.googleusercontent.com android-app://com.google.android.googlequicksearchbox/
    android-app://com.google.android.googlequicksearchbox/https/www.google.com`,
  bing: "www.bing.com bing.com cn.bing.com www4.bing.com m.bing.com global.bing.com ntp.msn.com cc.bingj.com https://www.bing.com/images/search?q=a android-app://com.microsoft.bing",
  yahoo: `
    www.yahoo.com search.yahoo.com de.search.yahoo.com r.search.yahoo.com espanol.search.yahoo.com
    images.search.yahoo.com it.images.search.yahoo.com malaysia.search.yahoo.com search.yahoo.co.jp
    www.yahoo.co.jp image.search.yahoo.co.jp uk.yahoo.com`,
  duckduckgo:
    "duckduckgo.com www.duckduckgo.com html.duckduckgo.com lite.duckduckgo.com r.duckduckgo.com android-app://com.duckduckgo.mobile.android",
  yandex:
    "yandex.ru www.yandex.ru yandex.com yandex.com.tr yandex.kz yandex.by yandex.uz m.yandex.ru ya.ru images.yandex.ru images.yandex.com clck.yandex.ru https://yandex.ru/images/search?text=a",
  baidu: "www.baidu.com m.baidu.com baidu.com image.baidu.com www1.baidu.com news.baidu.com",
  naver: "search.naver.com m.search.naver.com image.search.naver.com www.naver.com m.naver.com",
  daum: "search.daum.net m.search.daum.net www.daum.net",
  ecosia: "www.ecosia.org ecosia.org",
  qwant: "www.qwant.com lite.qwant.com",
  brave: "search.brave.com",
  startpage: "www.startpage.com eu.startpage.com s1-eu4.startpage.com",
  seznam: "search.seznam.cz www.seznam.cz obrazky.seznam.cz",
  sogou: "www.sogou.com m.sogou.com wap.sogou.com",
  "360": "www.so.com m.so.com image.so.com so.360.cn",
  shenma: "m.sm.cn so.m.sm.cn quark.sm.cn",
  mailru: "go.mail.ru",
  rambler: "nova.rambler.ru www.rambler.ru",
  coccoc: "coccoc.com",
  ask: "www.ask.com uk.ask.com search.tb.ask.com images.ask.com uk.search-results.com",
  aol: "search.aol.com search.aol.co.uk suche.aol.de aolsearch.aol.co.uk",
  kagi: "kagi.com",
  mojeek: "www.mojeek.com",
  swisscows: "swisscows.com",
  metager: "metager.de metager.org",
  presearch: "presearch.com",
  lilo: "search.lilo.org",
  ixquick: "s3-us3.ixquick.com",
  tonline: "suche.t-online.de",
  webde: "suche.web.de m.suche.web.de",
  gmx: "suche.gmx.net",
  orange: "lemoteur.orange.fr",
  virgilio: "ricerca.virgilio.it",
  onet: "szukaj.onet.pl",
  wp: "szukaj.wp.pl",
  sapo: "pesquisa.sapo.pt",
  uol: "busca.uol.com.br",
  goo: "search.goo.ne.jp",
  rakuten: "websearch.rakuten.co.jp",
  docomo: "search.smt.docomo.ne.jp",
  dogpile: "www.dogpile.com",
  lycos: "search.lycos.com",
  apollo: "https://apollo.lv/portal/search/?q=a",
};

const socialHosts: Record<string, string> = {
  facebook: `
    www.facebook.com m.facebook.com l.facebook.com lm.facebook.com de-de.facebook.com business.facebook.com
    web.facebook.com fb.me fb.com fb.watch android-app://com.facebook.katana`,
  messenger: "www.messenger.com l.messenger.com m.me",
  instagram: "www.instagram.com l.instagram.com instagr.am ig.me android-app://com.instagram.android",
  threads: "www.threads.net l.threads.net www.threads.com l.threads.com",
  twitter:
    "t.co twitter.com mobile.twitter.com x.com www.x.com mobile.x.com https://t.co/AbC123 android-app://com.twitter.android/",
  linkedin:
    "www.linkedin.com lnkd.in uk.linkedin.com de.linkedin.com m.linkedin.com android-app://com.linkedin.android/",
  youtube: "www.youtube.com m.youtube.com youtu.be music.youtube.com",
  reddit:
    "www.reddit.com old.reddit.com out.reddit.com np.reddit.com amp.reddit.com redd.it reddit.app.link android-app://com.reddit.frontpage/",
  pinterest:
    "www.pinterest.com www.pinterest.de pinterest.co.uk www.pinterest.com.mx br.pinterest.com pin.it android-app://com.pinterest",
  tiktok: "www.tiktok.com vm.tiktok.com m.tiktok.com",
  whatsapp: "web.whatsapp.com wa.me api.whatsapp.com l.wl.co",
  telegram: "t.me web.telegram.org telegram.me webk.telegram.org android-app://org.telegram.messenger",
  snapchat: "www.snapchat.com t.snapchat.com",
  mastodon: "mastodon.social mastodon.online fosstodon.org hachyderm.io chaos.social mstdn.jp mamot.fr",
  bluesky: "bsky.app go.bsky.app staging.bsky.app",
  discord: "discord.com ptb.discord.com discordapp.com",
  slack: "app.slack.com android-app://com.slack",
  hackernews: "news.ycombinator.com",
  lobsters: "lobste.rs",
  quora: "www.quora.com de.quora.com",
  tumblr: "www.tumblr.com t.umblr.com someone.tumblr.com",
  vk: "vk.com m.vk.com away.vk.com vk.ru vkontakte.ru",
  odnoklassniki: "ok.ru m.ok.ru www.odnoklassniki.ru",
  moimir: "my.mail.ru",
  weibo: "weibo.com m.weibo.cn t.cn",
  wechat: "mp.weixin.qq.com www.wechat.com",
  qzone: "user.qzone.qq.com",
  zhihu: "www.zhihu.com link.zhihu.com zhuanlan.zhihu.com",
  douban: "www.douban.com movie.douban.com",
  bilibili: "www.bilibili.com m.bilibili.com",
  xiaohongshu: "www.xiaohongshu.com",
  tieba: "tieba.baidu.com",
  naver: "blog.naver.com m.blog.naver.com cafe.naver.com",
  kakao: "story.kakao.com pf.kakao.com",
  line: "line.me liff.line.me",
  zalo: "chat.zalo.me",
  xing: "www.xing.com",
  nextdoor: "nextdoor.com nextdoor.co.uk",
  twitch: "www.twitch.tv m.twitch.tv",
  vimeo: "vimeo.com player.vimeo.com",
  flickr: "www.flickr.com",
  goodreads: "www.goodreads.com",
  medium: "medium.com link.medium.com someone.medium.com",
  github: "github.com gist.github.com",
  stackoverflow: "stackoverflow.com pt.stackoverflow.com",
  lastfm: "www.last.fm www.lastfm.de",
  pixelfed: "pixelfed.social",
  lemmy: "lemmy.world",
  hatena: "b.hatena.ne.jp",
  niconico: "www.nicovideo.jp",
};

const webmailHosts = `
  mail.google.com inbox.google.com outlook.live.com outlook.office.com outlook.office365.com outlook.com
  nam02.safelinks.protection.outlook.com co106w.col106.mail.live.com mail.yahoo.com us-mg6.mail.yahoo.com
  fr.mail.yahoo.com mail.yahoo.co.jp mail.yahoo.co.uk mail.proton.me mail.protonmail.com mail.yandex.ru
  mail.yandex.com.tr e.mail.ru touch.mail.ru mail.aol.com 3c.gmx.net 3c-bap.web.de navigator.gmx.net
  bap.navigator.web.de deref-gmx.net deref-gmx.co.uk deref-web.de deref-mail.com lightmailer-bs.web.de
  webmail.laposte.net www.laposte.net messagerie.orange.fr messagerie-12.sfr.fr mail01.orange.fr webmail1m.orange.fr
  https://mail02.orange.fr/webmail/fr_FR/read.html zimbra.free.fr email.t-online.de webmail.freenet.de
  mail.vodafone.de email.ionos.de mailbusiness.ionos.co.uk posteo.de app.mailbox.org email.bluewin.ch
  mail.infomaniak.com mail.libero.it mail1.libero.it mail.virgilio.it webmail.tim.it email.seznam.cz
  mail.centrum.cz poczta.wp.pl poczta.o2.pl poczta.onet.pl poczta.interia.pl mail.qq.com wx.mail.qq.com
  exmail.qq.com mail.163.com mail.126.com qiye.163.com mail.sina.com.cn mail.naver.com mail.daum.net
  mail.rediff.com mail.zoho.com mail.zoho.eu app.fastmail.com mail.tutanota.com app.tuta.com app.hey.com
  www.icloud.com connect.xfinity.com mail.rambler.ru mail.ukr.net mail.uol.com.br email.bol.uol.com.br
  webmail.terra.com.br mail.com mail.mynet.com mail.walla.co.il mail.abv.bg freemail.hu webmail.bigpond.com
  webmail.vodafone.co.nz webmail.example.org roundcube.example.org us1.list-manage.com
  android-app://com.google.android.gm/ android-app://com.microsoft.office.outlook`;

const assistantHosts: Record<string, string> = {
  chatgpt: "chatgpt.com www.chatgpt.com chat.openai.com",
  claude: "claude.ai",
  perplexity: "www.perplexity.ai perplexity.ai",
  gemini: "gemini.google.com bard.google.com",
  notebooklm: "notebooklm.google.com",
  copilot:
    "copilot.microsoft.com copilot.cloud.microsoft m365.cloud.microsoft edgeservices.bing.com https://www.bing.com/chat?q=a",
  deepseek: "chat.deepseek.com",
  mistral: "chat.mistral.ai",
  grok: "grok.com https://x.com/i/grok https://x.com/i/grok/share/1",
  meta: "www.meta.ai meta.ai",
  you: "you.com",
  poe: "poe.com",
  phind: "www.phind.com",
  qwen: "chat.qwen.ai",
  kimi: "www.kimi.com kimi.moonshot.cn",
  doubao: "www.doubao.com",
  ernie: "yiyan.baidu.com",
  chatglm: "chatglm.cn",
  duckai: "duck.ai",
  huggingchat: "https://huggingface.co/chat/conversation/1",
  character: "character.ai",
  iask: "iask.ai",
  jasper: "app.jasper.ai",
  writesonic: "app.writesonic.com",
};

const lookAlikes = `
  notgoogle.com google.evil.com google.com.evil.io mygoogle.de fakegoogle.com google.xyz googel.com
  google-analytics.com googleusercontent.com docs.googleusercontent.com www.google.com-search.ru google.com.login.example
  google.co.evil.com xn--ggle-55da.com gооgle.com search-google.com googleapis.com bing.com.co notbing.com
  bing.com.evil.org ebing.com myyahoo.com yahoo.com.phish.net duckduckgo.com.evil.io duckduckgoo.com yandex.ru.evil.com
  notyandex.ru baidu.com.evil.cn microsoft.com www.microsoft.com t.co.uk at.co pt.co about.co myfacebook.com
  facebook.com.login.ru facebook-login.com fakefacebook.com fb.me.evil.com reddit.com.evil.org notreddit.com
  linkedin.com.jobs.xyz mylinkedin.com x.com.evil.io netflix.com fox.com notx.com xx.com twitter.com.co evil-twitter.com
  instagram.com.evil.ru instagram-login.com tiktok.com.evil.io at.me best.me nott.me vk.com.evil.ru novk.com
  mail.google.com.evil.ru outlook.live.com.phish.ru mail.yahoo.com.evil.io hotmail.com.evil.io gmail.com.evil.io
  chatgpt.com.evil.io mychatgpt.com chat-openai.com claude.ai.evil.io perplexity.ai.evil.io grok.com.evil.io
  pinterest.evil.com youtube.com.evil.io youtu.be.evil.io quora.com.evil.io weibo.com.evil.cn
  https://evil.example/https://www.google.com/ https://evil.example/?u=https://t.co/a
  https://www.google.com@evil.example/ https://evil.example/#facebook.com https://evil.example/bing.com/chat
  https://com.google.android.gm.evil.example/ android-app://com.google.android.gm.evil/ android-app://com.example.reader/`;

const otherServices = `
  docs.google.com drive.google.com sites.google.com groups.google.com meet.google.com accounts.google.com
  translate.google.com translate.google.de play.google.com developers.google.com support.google.com
  calendar.google.com about.google cloud.google.com finance.yahoo.com news.yahoo.com sports.yahoo.com
  market.yandex.ru disk.yandex.ru pan.baidu.com cloud.mail.ru shopping.naver.com brave.com openai.com
  about.instagram.com developers.facebook.com engineering.fb.com onedrive.live.com login.live.com
  login.microsoftonline.com en.wikipedia.org www.amazon.com bit.ly mail.example.com 192.168.0.1 localhost
  [::1] news.example.co.uk www.bbc.co.uk`;

describe("a referrer alone", () => {
  test.each(
    Object.entries(searchHosts).flatMap(([source, hosts]) =>
      list(hosts).map((host) => [host, `${source}/organic`] as const),
    ),
  )("%s is the search engine %s", (host, expected) => {
    expect(from(host)).toBe(expected);
  });

  test.each(
    Object.entries(socialHosts).flatMap(([source, hosts]) =>
      list(hosts).map((host) => [host, `${source}/social`] as const),
    ),
  )("%s is the network %s", (host, expected) => {
    expect(from(host)).toBe(expected);
  });

  test.each(list(webmailHosts))("%s is email", (host) => {
    expect(from(host)).toBe("email/email");
  });

  test.each(
    Object.entries(assistantHosts).flatMap(([source, hosts]) =>
      list(hosts).map((host) => [host, `${source}/referral`] as const),
    ),
  )("%s is the assistant %s", (host, expected) => {
    expect(from(host)).toBe(expected);
  });

  test.each(list(lookAlikes))("%s looks like another and is a referral", (host) => {
    expect(from(host)).toBe("referral/referral");
  });

  test.each(list(otherServices))("%s is a plain referral", (host) => {
    expect(from(host)).toBe("referral/referral");
  });

  test.each([
    null,
    "",
    "about:blank",
    "not an address",
    "www.google.com",
    "file:///a.html",
    "http://",
    "chrome-extension://abc/a.html",
  ])("%j is no referrer, and so direct", (referrer) => {
    expect(classifySource(home, referrer)).toEqual({
      source: "direct",
      medium: null,
      byCampaign: false,
    });
  });

  test.each([
    "https://shop.example/",
    "https://www.shop.example/a",
    "http://SHOP.example:8080/",
    "https://shop.example./",
  ])("the site's own address %s is direct", (referrer) => {
    expect(from(referrer)).toBe("direct/null");
  });

  it("of another host of the site's domain is a referral", () => {
    expect(from("blog.shop.example")).toBe("referral/referral");
  });

  it("that serves only advertisements is a paid click", () => {
    expect(from("syndicatedsearch.goog")).toBe("google/paid");
    expect(from("googleads.g.doubleclick.net")).toBe("google/paid");
    expect(from("yabs.yandex.ru")).toBe("yandex/paid");
  });
});

describe("a UTM", () => {
  test.each([
    ["utm_source=Google", "google/organic"],
    ["utm_source=google.com", "google/organic"],
    ["utm_source=www.google.de", "google/organic"],
    ["utm_source=bing", "bing/organic"],
    ["utm_source=duckduckgo", "duckduckgo/organic"],
    ["utm_source=fb", "facebook/social"],
    ["utm_source=Facebook", "facebook/social"],
    ["utm_source=m.facebook.com", "facebook/social"],
    ["utm_source=ig", "instagram/social"],
    ["utm_source=IGShopping", "instagram/social"],
    ["utm_source=linkedin.com", "linkedin/social"],
    ["utm_source=t.co", "twitter/social"],
    ["utm_source=x", "twitter/social"],
    ["utm_source=twitter", "twitter/social"],
    ["utm_source=https://www.reddit.com/r/a", "reddit/social"],
    ["utm_source=chatgpt.com", "chatgpt/referral"],
    ["utm_source=perplexity", "perplexity/referral"],
    ["utm_source=gmail", "email/email"],
    ["utm_source=mail.google.com", "email/email"],
    ["utm_source=newsletter", "email/email"],
    ["utm_source=newsletter&utm_medium=email", "email/email"],
    ["utm_source=mailchimp&utm_medium=email", "email/email"],
    ["utm_source=acme-news&utm_medium=email", "acme-news/email"],
    ["utm_source=newsletter&utm_medium=cpc", "newsletter/paid"],
    ["utm_source=Partner%20Site", "partner site/referral"],
    ["utm_source=example.com", "example.com/referral"],
    ["utm_source=direct", "direct/null"],
    ["utm_source=google&utm_medium=cpc", "google/paid"],
    ["utm_source=google&utm_medium=CPC", "google/paid"],
    ["utm_source=google&utm_medium=ppc", "google/paid"],
    ["utm_source=google&utm_medium=paidsearch", "google/paid"],
    ["utm_source=facebook&utm_medium=paid-social", "facebook/paid"],
    ["utm_source=facebook&utm_medium=paid_social", "facebook/paid"],
    ["utm_source=fb&utm_medium=social_paid", "facebook/paid"],
    ["utm_source=acme&utm_medium=display", "acme/paid"],
    ["utm_source=acme&utm_medium=cpm", "acme/paid"],
    ["utm_source=acme&utm_medium=cpv", "acme/paid"],
    ["utm_source=acme&utm_medium=retargeting", "acme/paid"],
    ["utm_source=acme&utm_medium=banner", "acme/paid"],
    ["utm_source=acme&utm_medium=sem", "acme/paid"],
    ["utm_source=facebook-ads", "facebook/paid"],
    ["utm_source=tiktokads", "tiktok/paid"],
    ["utm_source=acme&utm_medium=e-mail", "acme/email"],
    ["utm_source=acme&utm_medium=Newsletter", "acme/email"],
    ["utm_source=acme&utm_medium=mail", "acme/email"],
    ["utm_source=acme&utm_medium=social-media", "acme/social"],
    ["utm_source=acme&utm_medium=social_network", "acme/social"],
    ["utm_source=acme&utm_medium=sm", "acme/social"],
    ["utm_source=acme&utm_medium=organic", "acme/organic"],
    ["utm_source=acme&utm_medium=referral", "acme/referral"],
    ["utm_source=acme&utm_medium=Affiliate", "acme/affiliate"],
    ["utm_source=acme&utm_medium=unpaid", "acme/unpaid"],
    ["UTM_SOURCE=acme&Utm_Medium=Social", "acme/social"],
    ["utm_source=&utm_source=acme", "acme/referral"],
    ["utm_source=+Acme+", "acme/referral"],
    ["utm_source=%00acme%0A", "acme/referral"],
  ])("%s is %s", (query, expected) => {
    expect(arrivedBy(query)).toBe(expected);
  });

  it("overrides the referrer", () => {
    expect(arrivedBy("utm_source=newsletter&utm_medium=email", "https://t.co/a")).toBe("email/email");
  });

  test.each([
    ["utm_medium=cpc", "https://www.google.com/", "google/paid"],
    ["utm_medium=social", "https://l.facebook.com/", "facebook/social"],
    ["utm_medium=email", "https://www.example.org/", "email/email"],
    ["utm_medium=email", null, "email/email"],
    ["utm_medium=social", null, "direct/social"],
  ])("with only a medium (%s) after %s is %s", (query, referrer, expected) => {
    expect(arrivedBy(query, referrer)).toBe(expected);
  });

  test.each(["utm_source=", "utm_source=&utm_medium=", "utm_medium=%20", "utm_campaign=spring"])(
    "of %j leaves the referrer to decide",
    (query) => {
      const page = new URL(`https://shop.example/?${query}`);
      expect(classifySource(page, "https://www.bing.com/")).toEqual({
        source: "bing",
        medium: "organic",
        byCampaign: false,
      });
    },
  );

  it("decides also where the referrer is the site itself", () => {
    const page = new URL("https://shop.example/?utm_source=google&utm_medium=cpc");
    expect(classifySource(page, "https://shop.example/")).toEqual({
      source: "google",
      medium: "paid",
      byCampaign: true,
    });
  });

  it("becomes a source and a medium of at most 100 characters", () => {
    const long = "a".repeat(150);
    const page = new URL(`https://shop.example/?utm_source=${long}&utm_medium=${long}`);
    expect(classifySource(page, null)).toEqual({
      source: "a".repeat(100),
      medium: "a".repeat(100),
      byCampaign: true,
    });
  });
});

describe("a click id", () => {
  test.each([
    ["gclid=1", "google/paid"],
    ["gbraid=1", "google/paid"],
    ["wbraid=1", "google/paid"],
    ["gclsrc=aw.ds", "google/paid"],
    ["dclid=1", "google/paid"],
    ["msclkid=1", "bing/paid"],
    ["ttclid=1", "tiktok/paid"],
    ["li_fat_id=1", "linkedin/paid"],
    ["twclid=1", "twitter/paid"],
    ["yclid=1", "yandex/paid"],
    ["rdt_cid=1", "reddit/paid"],
    ["ScCid=1", "snapchat/paid"],
    ["utm_source=acme&gclid=1", "acme/paid"],
    ["utm_source=google&utm_medium=organic&gclid=1", "google/organic"],
    ["utm_medium=cpc&msclkid=1", "bing/paid"],
    ["gclid=", "direct/null"],
    ["fbclid=1", "facebook/social"],
    ["igshid=1", "instagram/social"],
    ["srsltid=1", "google/organic"],
    ["mc_cid=1", "email/email"],
  ])("%s without a referrer is %s", (query, expected) => {
    expect(arrivedBy(query)).toBe(expected);
  });

  it("of an ad overrides the referrer and decides on the site's own host", () => {
    const page = new URL("https://shop.example/?gclid=1");
    const paid = { source: "google", medium: "paid", byCampaign: true };
    expect(classifySource(page, "https://www.google.com/")).toEqual(paid);
    expect(classifySource(page, "https://shop.example/")).toEqual(paid);
  });

  it("that unpaid links carry too leaves a referrer to decide", () => {
    expect(arrivedBy("fbclid=1", "https://l.instagram.com/")).toBe("instagram/social");
    expect(arrivedBy("fbclid=1", "https://shop.example/")).toBe("direct/null");
  });
});

describe("a campaign", () => {
  it("holds the five UTM parameters, empty ones as null", () => {
    const page = new URL(
      "https://shop.example/?utm_source=Newsletter&utm_medium=email&UTM_CAMPAIGN=april-2026&utm_content=&utm_term=%20",
    );
    expect(campaignOf(page)).toEqual({
      utm_source: "Newsletter",
      utm_medium: "email",
      utm_campaign: "april-2026",
      utm_content: null,
      utm_term: null,
    });
  });

  it("is cut to 200 characters and never within one", () => {
    const page = new URL("https://shop.example/");
    page.searchParams.set("utm_term", "🦊".repeat(300));
    expect(campaignOf(page).utm_term).toBe("🦊".repeat(200));
  });

  it("holds no character that PostgreSQL refuses", () => {
    const page = new URL("https://shop.example/?utm_term=a%00b");
    expect(campaignOf(page).utm_term).toBe("a b");
  });
});

describe("whatever arrives", () => {
  const query = fc.dictionary(
    fc.constantFrom("utm_source", "utm_medium", "UTM_SOURCE", "gclid", "fbclid", "utm_term"),
    fc.string({ unit: "binary" }),
  );
  const referrer = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl({ withQueryParameters: true }),
    fc.string().map((text) => `https://${text}`),
    fc.string().map((text) => `android-app://${text}`),
    fc.constant(null),
  );

  it("is classified without an error, with a source that is not empty", () => {
    fc.assert(
      fc.property(query, referrer, (parameters, from) => {
        const page = new URL("https://shop.example/");
        for (const [name, value] of Object.entries(parameters)) {
          page.searchParams.append(name, value);
        }
        const { source, medium } = classifySource(page, from);
        expect(source).not.toBe("");
        expect(Array.from(source).length).toBeLessThanOrEqual(100);
        expect(medium).not.toBe("");
        campaignOf(page);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is a referral where the host is longer than any name in DNS", () => {
    expect(from(`${"a.".repeat(4_000)}facebook.com`)).toBe("referral/referral");
  });

  const known = Object.values({ ...SEARCH, ...SOCIAL })
    .flatMap(list)
    .map((place) => place.replace(/^\*\./, "").replace(/\/.*/, ""));

  it("is a referral where a known host is only part of another domain", () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    fc.assert(
      fc.property(fc.constantFrom(...known), word, (host, other) => {
        for (const address of [
          `https://${host}.${other}.example/`,
          `https://www.${host}.${other}-login.example/`,
          `https://${other}-${host.replaceAll(".", "-")}.example/`,
          `https://${other}.example/${host}/`,
          `https://${other}.example/?url=https://${host}/`,
          `https://${host}@${other}.example/`,
        ]) {
          expect(from(address)).toBe("referral/referral");
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(known.filter((host) => host.split(".").length === 2))(
    "is a referral where letters stand before %s",
    (host) => {
      expect(from(`zqzq${host}`)).toBe("referral/referral");
      expect(from(`www.zqzq${host}`)).toBe("referral/referral");
      expect(from(`www.zqzq-${host}`)).toBe("referral/referral");
    },
  );
});
