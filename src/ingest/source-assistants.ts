/** Hosts of AI assistants by source, written as in `SEARCH`. */
export const ASSISTANTS: Record<string, string> = {
  chatgpt: "*.chatgpt.com chat.openai.com labs.openai.com chat.com",
  claude: "*.claude.ai claude.com",
  perplexity: "*.perplexity.ai perplexity.com pplx.ai",
  gemini: "gemini.google.com bard.google.com gemini.google aistudio.google.com",
  notebooklm: "notebooklm.google.com notebooklm.google",
  copilot: `
    copilot.microsoft.com copilot.com copilot.cloud.microsoft m365.cloud.microsoft m365copilot.com
    bing.com/chat edgeservices.bing.com copilot.bing.com sydney.bing.com github.com/copilot`,
  deepseek: "chat.deepseek.com deepseek.com",
  mistral: "chat.mistral.ai lechat.mistral.ai",
  grok: "*.grok.com x.com/i/grok grok.x.ai grok.x.com twitter.com/i/grok",
  meta: "*.meta.ai",
  you: "you.com",
  poe: "poe.com",
  phind: "phind.com",
  pi: "pi.ai",
  qwen: "chat.qwen.ai qwen.ai chat.qwenlm.ai tongyi.aliyun.com tongyi.com qianwen.aliyun.com qianwen.com",
  kimi: "kimi.com kimi.ai kimi.moonshot.cn",
  doubao: "doubao.com",
  ernie: "yiyan.baidu.com ernie.baidu.com chat.baidu.com ai.baidu.com wenxiaoyan.baidu.com",
  yuanbao: "yuanbao.tencent.com",
  chatglm: "chatglm.cn z.ai chat.z.ai",
  minimax: "chat.minimax.io chat.minimaxi.com hailuoai.com agent.minimax.io",
  metaso: "metaso.cn",
  alice: "alice.yandex.ru",
  gigachat: "giga.chat gigachat.ru",
  clova: "clova-x.naver.com",
  duckai: "duck.ai",
  leo: "leo.brave.com",
  lumo: "lumo.proton.me",
  euria: "euria.infomaniak.com",
  huggingchat: "huggingface.co/chat",
  character: "character.ai",
  iask: "iask.ai",
  andi: "andisearch.com",
  komo: "komo.ai",
  felo: "felo.ai",
  genspark: "genspark.ai",
  liner: "liner.com",
  consensus: "consensus.app",
  elicit: "elicit.com elicit.org",
  scite: "scite.ai",
  manus: "manus.im",
  blackbox: "blackbox.ai app.blackbox.ai",
  sider: "sider.ai",
  venice: "venice.ai",
  exa: "exa.ai",
  monica: "monica.im",
  chatplus: "chatplus.com chat-gpt.org",
  writesonic: "app.writesonic.com writesonic.com chatsonic.com",
  jasper: "app.jasper.ai jasper.ai",
  cohere: "coral.cohere.com",
  groq: "chat.groq.com groq.com",
  openrouter: "openrouter.ai",
  t3chat: "t3.chat",
};

/** Hosts that serve nothing but advertisements, by the network that sells them. */
export const ADVERTISING: Record<string, string> = {
  google: `
    syndicatedsearch.goog *.syndicatedsearch.goog adsensecustomsearchads.com *.googleadservices.com
    *.googlesyndication.com *.doubleclick.net`,
  bing: "bing.com/aclk bing.com/aclick",
  yandex: "yabs.yandex.ru yabs.yandex.ua yabs.yandex.com yabs.yandex.by yabs.yandex.kz an.yandex.ru",
  taboola: "*.taboola.com",
  outbrain: "paid.outbrain.com",
  criteo: "cas.criteo.com cat.criteo.com",
};

/** Hosts below a known domain that are plain websites: help, documentation, company pages. */
export const WEBSITES = `
  about.facebook.com developers.facebook.com about.fb.com engineering.fb.com research.fb.com about.instagram.com
  developer.twitter.com blog.twitter.com help.twitter.com developer.x.com docs.x.com help.x.com blog.x.com
  engineering.linkedin.com about.linkedin.com news.linkedin.com developer.linkedin.com
  about.pinterest.com business.pinterest.com developers.pinterest.com newsroom.pinterest.com
  developers.tiktok.com newsroom.tiktok.com ads.tiktok.com support.discord.com
  core.telegram.org blog.whatsapp.com faq.whatsapp.com developers.line.biz developers.kakao.com
  blogs.bing.com support.startpage.com
  dev.vk.com dev.twitch.tv developer.vimeo.com ads.snapchat.com`;

/** Android apps that put their name in the referrer (`android-app://…`), by source. */
export const APPS: Record<string, string> = {
  google: `
    com.google.android.googlequicksearchbox com.google.android.apps.searchlite com.google.android.apps.magazines
    com.google.ar.lens com.google.android.apps.maps`,
  bing: "com.microsoft.bing",
  yahoo: "com.yahoo.mobile.client.android.yahoo com.yahoo.mobile.client.android.search",
  duckduckgo: "com.duckduckgo.mobile.android",
  yandex: "ru.yandex.searchplugin com.yandex.searchapp",
  naver: "com.nhn.android.search",
  ecosia: "com.ecosia.android",
  qwant: "com.qwant.liberty",
  baidu: "com.baidu.searchbox",
  email: `
    com.google.android.gm com.google.android.gm.lite com.microsoft.office.outlook
    com.yahoo.mobile.client.android.mail com.aol.mobile.aolapp com.samsung.android.email.provider ch.protonmail.android
    ru.mail.mailapp ru.yandex.mail de.gmx.mobile.android.mail de.web.mobile.android.mail de.telekom.mail
    com.fsck.k9 net.thunderbird.android me.bluemail.mail com.easilydo.mail com.readdle.spark de.tutao.tutanota
    com.fastmail.app com.zoho.mail com.tencent.androidqqmail com.netease.mail com.mailchimp.mailchimp
    com.nhn.android.mail com.basecamp.hey com.edison.emailapp com.earthlink.myearthlink eu.faircode.email
    it.italiaonline.mail fr.laposte.mail com.orange.mail.fr`,
  facebook: "com.facebook.katana com.facebook.lite com.facebook.pages.app",
  messenger: "com.facebook.orca com.facebook.mlite",
  instagram: "com.instagram.android com.instagram.lite",
  threads: "com.instagram.barcelona",
  twitter: "com.twitter.android com.twitter.android.lite",
  linkedin: "com.linkedin.android com.linkedin.android.lite",
  youtube: "com.google.android.youtube com.google.android.apps.youtube.music",
  whatsapp: "com.whatsapp com.whatsapp.w4b",
  telegram: "org.telegram.messenger org.telegram.messenger.web org.telegram.plus org.thunderdog.challegram",
  pinterest: "com.pinterest com.pinterest.twa",
  reddit:
    "com.reddit.frontpage com.laurencedawson.reddit_sync com.andrewshu.android.reddit com.rubenmayayo.reddit free.reddit.news",
  tiktok: "com.zhiliaoapp.musically com.ss.android.ugc.trill com.zhiliaoapp.musically.go",
  snapchat: "com.snapchat.android",
  bluesky: "xyz.blueskyweb.app",
  mastodon: "org.joinmastodon.android com.keylesspalace.tusky app.fedilab.android",
  discord: "com.discord",
  slack: "com.slack",
  teams: "com.microsoft.teams",
  skype: "com.skype.raider",
  quora: "com.quora.android",
  medium: "com.medium.reader",
  tumblr: "com.tumblr",
  hackernews: "io.github.hidroh.materialistic com.simon.harmonichackernews",
  flipboard: "flipboard.app",
  pocket: "com.ideashower.readitlater.pro",
  nextdoor: "com.nextdoor",
  twitch: "tv.twitch.android.app",
  vk: "com.vkontakte.android",
  odnoklassniki: "ru.ok.android",
  line: "jp.naver.line.android",
  kakao: "com.kakao.talk",
  viber: "com.viber.voip",
  zalo: "com.zing.zalo",
  wechat: "com.tencent.mm",
  weibo: "com.sina.weibo",
  xing: "com.xing.android",
  chatgpt: "com.openai.chatgpt",
  claude: "com.anthropic.claude",
  perplexity: "ai.perplexity.app.android",
  gemini: "com.google.android.apps.bard",
  copilot: "com.microsoft.copilot",
  deepseek: "com.deepseek.chat",
  mistral: "ai.mistral.chat",
  grok: "ai.x.grok",
  meta: "com.facebook.stella",
};
