import fc from "fast-check";
import UserAgent from "user-agents";
import { describe, expect, it } from "vitest";
import { type Device, deviceOf } from "../../src/ingest/device.ts";

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const LINUX = "Mozilla/5.0 (X11; Linux x86_64)";
const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)";
const CHROME_WINDOWS = `${WINDOWS} ${BLINK} Chrome/126.0.0.0 Safari/537.36`;
const CHROME_ANDROID = `Mozilla/5.0 (Linux; Android 10; K) ${BLINK} Chrome/126.0.0.0 Mobile Safari/537.36`;
const CHROME_ANDROID_TABLET = `Mozilla/5.0 (Linux; Android 10; K) ${BLINK} Chrome/126.0.0.0 Safari/537.36`;
const SAFARI_MAC = `${MAC} ${WEBKIT} Version/17.5 Safari/605.1.15`;
const IPHONE = `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) ${WEBKIT}`;
const IPAD = `Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) ${WEBKIT}`;
const WEB_VIEW = `Mozilla/5.0 (Linux; Android 13; SM-S918B Build/TP1A.220624.014; wv) ${BLINK} Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36`;

const NAMES = {
  device_type: ["mobile", "tablet", "desktop"],
  browser: [
    ...["360 Browser", "AVG Secure Browser", "Alipay", "Android Browser", "Avast Secure Browser", "Baidu"],
    ...["Brave", "Chrome", "Chromium", "Coc Coc", "Daum", "Dolphin", "DuckDuckGo", "Edge"],
    ...["Electron", "Epiphany", "Facebook", "Falkon", "Firefox", "Google App", "HeyTap Browser"],
    ...["Huawei Browser", "Instagram", "Internet Explorer", "KakaoTalk", "Kindle", "Klarna", "Konqueror"],
    ...["LINE", "LibreWolf", "LinkedIn", "MIUI Browser", "Maxthon", "Meta Quest Browser", "Naver"],
    ...["Nokia Browser", "Opera", "Pale Moon", "Pinterest", "Puffin", "QQ Browser", "Quark", "Safari"],
    ...["Samsung Internet", "SeaMonkey", "Silk", "Snapchat", "Sogou Explorer", "Tesla", "Threads", "TikTok"],
    ...["Twitter", "UC Browser", "Vivaldi", "Vivo Browser", "Waterfox", "WeChat", "Weibo", "Whale"],
    "Yandex Browser",
  ],
  os: [
    ...["Android", "BlackBerry", "Chrome OS", "Firefox OS", "FreeBSD", "Fuchsia", "Haiku", "HarmonyOS"],
    ...["KaiOS", "Linux", "MeeGo", "NetBSD", "Nintendo", "OpenBSD", "PlayStation", "Sailfish OS"],
    ...["Series 40", "Solaris", "Symbian", "Tizen", "Windows", "Xbox", "iOS", "macOS", "webOS"],
  ],
};

type Row = [
  what: string,
  userAgent: string,
  type: Device["device_type"],
  browser: string | null,
  os: string | null,
];

function device(userAgent: string, hints: Record<string, string> = {}, touchPoints?: number) {
  const { device_type, browser, os } = deviceOf(
    new Headers({ "user-agent": userAgent, ...hints }),
    touchPoints,
  );
  return [device_type, browser, os];
}

function expectRows(rows: Row[]) {
  it.each(rows)("%s", (_what, userAgent, ...expected) => {
    expect(device(userAgent)).toEqual(expected);
  });
}

describe("a desktop browser is a desktop, by its own name", () => {
  expectRows([
    ["Chrome on Windows", CHROME_WINDOWS, "desktop", "Chrome", "Windows"],
    ["Chrome on macOS", `${MAC} ${BLINK} Chrome/126.0.0.0 Safari/537.36`, "desktop", "Chrome", "macOS"],
    ["Chrome on Linux", `${LINUX} ${BLINK} Chrome/126.0.0.0 Safari/537.36`, "desktop", "Chrome", "Linux"],
    [
      "Chrome on Chrome OS",
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${BLINK} Chrome/126.0.0.0 Safari/537.36`,
      "desktop",
      "Chrome",
      "Chrome OS",
    ],
    [
      "Chrome of 2012 on Windows 7",
      "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.11 (KHTML, like Gecko) Chrome/23.0.1271.64 Safari/537.11",
      "desktop",
      "Chrome",
      "Windows",
    ],
    [
      "Chromium of Ubuntu",
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Ubuntu Chromium/80.0.3987.163 Chrome/80.0.3987.163 Safari/537.36",
      "desktop",
      "Chromium",
      "Linux",
    ],
    ["Safari on macOS", SAFARI_MAC, "desktop", "Safari", "macOS"],
    [
      "Safari of 2011",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_6_8) AppleWebKit/534.50 (KHTML, like Gecko) Version/5.1 Safari/534.50",
      "desktop",
      "Safari",
      "macOS",
    ],
    [
      "Safari on Windows",
      "Mozilla/5.0 (Windows; U; Windows NT 6.1; en-US) AppleWebKit/533.20.25 (KHTML, like Gecko) Version/5.0.4 Safari/533.20.27",
      "desktop",
      "Safari",
      "Windows",
    ],
    [
      "Firefox on Windows",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
      "desktop",
      "Firefox",
      "Windows",
    ],
    [
      "Firefox on macOS",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0",
      "desktop",
      "Firefox",
      "macOS",
    ],
    [
      "Firefox on Ubuntu",
      "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
      "desktop",
      "Firefox",
      "Linux",
    ],
    [
      "Firefox on Fedora",
      "Mozilla/5.0 (X11; Fedora; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
      "desktop",
      "Firefox",
      "Linux",
    ],
    [
      "Firefox on FreeBSD",
      "Mozilla/5.0 (X11; FreeBSD amd64; rv:122.0) Gecko/20100101 Firefox/122.0",
      "desktop",
      "Firefox",
      "FreeBSD",
    ],
    ["Edge on Windows", `${CHROME_WINDOWS} Edg/126.0.0.0`, "desktop", "Edge", "Windows"],
    [
      "Edge on macOS",
      `${MAC} ${BLINK} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`,
      "desktop",
      "Edge",
      "macOS",
    ],
    [
      "Edge of 2018, with its own engine",
      `${WINDOWS} ${BLINK} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`,
      "desktop",
      "Edge",
      "Windows",
    ],
    [
      "Internet Explorer 11",
      "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
      "desktop",
      "Internet Explorer",
      "Windows",
    ],
    [
      "Internet Explorer 8 with a pile of toolbars",
      "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; SLCC2; .NET CLR 2.0.50727; Media Center PC 6.0; Tablet PC 2.0)",
      "desktop",
      "Internet Explorer",
      "Windows",
    ],
    ["Opera on Windows", `${CHROME_WINDOWS} OPR/112.0.0.0`, "desktop", "Opera", "Windows"],
    [
      "Opera of 2012",
      "Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18",
      "desktop",
      "Opera",
      "Windows",
    ],
    ["Opera GX", `${CHROME_WINDOWS} OPX/2.1.0`, "desktop", "Opera", "Windows"],
    ["Vivaldi", `${CHROME_WINDOWS} Vivaldi/6.8.3381.44`, "desktop", "Vivaldi", "Windows"],
    [
      "Yandex Browser",
      `${WINDOWS} ${BLINK} Chrome/124.0.0.0 YaBrowser/24.6.0.0 Safari/537.36`,
      "desktop",
      "Yandex Browser",
      "Windows",
    ],
    ["DuckDuckGo on macOS", `${SAFARI_MAC} Ddg/17.5`, "desktop", "DuckDuckGo", "macOS"],
    [
      "GNOME Web, which says Safari",
      `${LINUX} ${WEBKIT} Version/17.4 Safari/605.1.15`,
      "desktop",
      null,
      "Linux",
    ],
  ]);
});

describe("a phone is mobile, by its own name", () => {
  expectRows([
    ["Safari on iPhone", `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`, "mobile", "Safari", "iOS"],
    [
      "Safari on an iPhone of 2010",
      "Mozilla/5.0 (iPhone; U; CPU iPhone OS 4_1 like Mac OS X; en-us) AppleWebKit/532.9 (KHTML, like Gecko) Version/4.0.5 Mobile/8B117 Safari/6531.22.7",
      "mobile",
      "Safari",
      "iOS",
    ],
    [
      "Safari on iPod touch",
      "Mozilla/5.0 (iPod touch; CPU iPhone OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1",
      "mobile",
      "Safari",
      "iOS",
    ],
    [
      "Chrome on iPhone",
      `${IPHONE} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1`,
      "mobile",
      "Chrome",
      "iOS",
    ],
    ["Firefox on iPhone", `${IPHONE} FxiOS/127.0 Mobile/15E148 Safari/605.1.15`, "mobile", "Firefox", "iOS"],
    [
      "Firefox Focus on iPhone",
      `${IPHONE} FxiOS/8.1.1 Mobile/15E148 Safari/605.1.15`,
      "mobile",
      "Firefox",
      "iOS",
    ],
    [
      "Edge on iPhone",
      `${IPHONE} Version/17.0 EdgiOS/126.0.2592.56 Mobile/15E148 Safari/604.1`,
      "mobile",
      "Edge",
      "iOS",
    ],
    [
      "Opera Touch on iPhone",
      `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1 OPT/4.7.0`,
      "mobile",
      "Opera",
      "iOS",
    ],
    [
      "DuckDuckGo on iPhone",
      `${IPHONE} Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`,
      "mobile",
      "DuckDuckGo",
      "iOS",
    ],
    [
      "the Google app on iPhone",
      `${IPHONE} GSA/321.0.643376890 Mobile/15E148 Safari/604.1`,
      "mobile",
      "Google App",
      "iOS",
    ],
    ["Chrome on Android, reduced", CHROME_ANDROID, "mobile", "Chrome", "Android"],
    [
      "Chrome on Android, in full",
      "Mozilla/5.0 (Linux; Android 9; SM-G960F Build/PPR1.180610.011) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/74.0.3729.157 Mobile Safari/537.36",
      "mobile",
      "Chrome",
      "Android",
    ],
    [
      "Chrome on a Pixel",
      `Mozilla/5.0 (Linux; Android 14; Pixel 8 Pro) ${BLINK} Chrome/126.0.6478.71 Mobile Safari/537.36`,
      "mobile",
      "Chrome",
      "Android",
    ],
    [
      "Samsung Internet",
      `Mozilla/5.0 (Linux; Android 10; K) ${BLINK} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
      "mobile",
      "Samsung Internet",
      "Android",
    ],
    [
      "Firefox on Android",
      "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0",
      "mobile",
      "Firefox",
      "Android",
    ],
    [
      "Firefox Focus on Android",
      `Mozilla/5.0 (Linux; Android 7.0) ${BLINK} Version/4.0 Focus/1.0 Chrome/59.0.3029.83 Mobile Safari/537.36`,
      "mobile",
      "Firefox",
      "Android",
    ],
    ["Edge on Android", `${CHROME_ANDROID} EdgA/125.0.0.0`, "mobile", "Edge", "Android"],
    ["Opera on Android", `${CHROME_ANDROID} OPR/82.0.0.0`, "mobile", "Opera", "Android"],
    [
      "Opera Mini",
      "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16",
      "mobile",
      "Opera",
      "Android",
    ],
    [
      "Opera Mobi",
      "Opera/9.80 (Android 2.3.3; Linux; Opera Mobi/ADR-1111101157; U; es-ES) Presto/2.9.201 Version/11.50",
      "mobile",
      "Opera",
      "Android",
    ],
    [
      "MIUI Browser",
      `Mozilla/5.0 (Linux; U; Android 13; en-us; 2201117TG Build/TKQ1.221114.001) ${BLINK} Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.6.0-gn`,
      "mobile",
      "MIUI Browser",
      "Android",
    ],
    [
      "UC Browser",
      `Mozilla/5.0 (Linux; U; Android 11; en-US; RMX2185 Build/RP1A.200720.011) ${BLINK} Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.4.0.1306 Mobile Safari/537.36`,
      "mobile",
      "UC Browser",
      "Android",
    ],
    [
      "Huawei Browser",
      `Mozilla/5.0 (Linux; Android 10; ELS-NX9; HMSCore 6.13.0.322) ${BLINK} Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36`,
      "mobile",
      "Huawei Browser",
      "Android",
    ],
    [
      "the browser of Android 4",
      "Mozilla/5.0 (Linux; U; Android 4.1.2; de-de; GT-I8190 Build/JZO54K) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30",
      "mobile",
      "Android Browser",
      "Android",
    ],
    ["an app's web view on Android", WEB_VIEW, "mobile", "Chrome", "Android"],
    ["an app's web view on iPhone", `${IPHONE} Mobile/15E148`, "mobile", "Safari", "iOS"],
    [
      "Windows Phone, which also says Android and iPhone",
      "Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15254",
      "mobile",
      "Edge",
      "Windows",
    ],
    [
      "KaiOS",
      "Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
      "mobile",
      "Firefox",
      "KaiOS",
    ],
    [
      "BlackBerry 10",
      "Mozilla/5.0 (BB10; Touch) AppleWebKit/537.10+ (KHTML, like Gecko) Version/10.0.9.2372 Mobile Safari/537.10+",
      "mobile",
      null,
      "BlackBerry",
    ],
  ]);
});

describe("a tablet is a tablet, by its own name", () => {
  expectRows([
    [
      "Safari on iPad, mobile site",
      `${IPAD} Version/17.5 Mobile/15E148 Safari/604.1`,
      "tablet",
      "Safari",
      "iOS",
    ],
    [
      "Chrome on iPad, mobile site",
      `${IPAD} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1`,
      "tablet",
      "Chrome",
      "iOS",
    ],
    [
      "Chrome on iPad, desktop site",
      `${MAC} ${WEBKIT} CriOS/126 Version/11.1.1 Safari/605.1.15`,
      "tablet",
      "Chrome",
      "iOS",
    ],
    [
      "Firefox on iPad, desktop site",
      `${MAC} ${WEBKIT} FxiOS/127.0 Safari/605.1.15`,
      "tablet",
      "Firefox",
      "iOS",
    ],
    ["Chrome on an Android tablet, reduced", CHROME_ANDROID_TABLET, "tablet", "Chrome", "Android"],
    [
      "Chrome on a Galaxy Tab",
      `Mozilla/5.0 (Linux; Android 13; SM-X906C) ${BLINK} Chrome/126.0.6478.71 Safari/537.36`,
      "tablet",
      "Chrome",
      "Android",
    ],
    [
      "Samsung Internet on a tablet",
      `Mozilla/5.0 (Linux; Android 10; K) ${BLINK} SamsungBrowser/25.0 Chrome/121.0.0.0 Safari/537.36`,
      "tablet",
      "Samsung Internet",
      "Android",
    ],
    [
      "Firefox on an Android tablet",
      "Mozilla/5.0 (Android 13; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0",
      "tablet",
      "Firefox",
      "Android",
    ],
    [
      "Firefox on an Android tablet of unknown kind",
      "Mozilla/5.0 (Android 13; rv:127.0) Gecko/127.0 Firefox/127.0",
      "tablet",
      "Firefox",
      "Android",
    ],
    [
      "Silk on Fire HD",
      `Mozilla/5.0 (Linux; Android 9; KFMAWI) ${BLINK} Silk/108.4.6 like Chrome/108.0.5359.160 Safari/537.36`,
      "tablet",
      "Silk",
      "Android",
    ],
    [
      "Nexus 7",
      "Mozilla/5.0 (Linux; Android 5.1.1; Nexus 7 Build/LMY47V) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/43.0.2357.78 Safari/537.36",
      "tablet",
      "Chrome",
      "Android",
    ],
  ]);
});

describe("an in-app browser keeps the app's name", () => {
  expectRows([
    [
      "Facebook on iPhone",
      `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/467.0.0.40.106;FBBV/610987645;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/en_GB;FBOP/5]`,
      "mobile",
      "Facebook",
      "iOS",
    ],
    [
      "Facebook on Android",
      `${WEB_VIEW} [FB_IAB/FB4A;FBAV/467.0.0.54.107;]`,
      "mobile",
      "Facebook",
      "Android",
    ],
    [
      "Instagram on iPhone",
      `${IPHONE} Mobile/21F90 Instagram 335.0.8.24.89 (iPhone14,5; iOS 17_5_1; en_GB; en; scale=3.00; 1170x2532; 609775437)`,
      "mobile",
      "Instagram",
      "iOS",
    ],
    [
      "Instagram on Android",
      `${WEB_VIEW} Instagram 335.0.0.39.93 Android (33/13; 450dpi; 1080x2115; samsung; SM-S918B; dm3q; qcom; en_GB; 609775437)`,
      "mobile",
      "Instagram",
      "Android",
    ],
    ["LinkedIn on iPhone", `${IPHONE} Mobile/15E148 [LinkedInApp]/9.29.5962`, "mobile", "LinkedIn", "iOS"],
    ["LinkedIn on Android", `${WEB_VIEW} [LinkedInApp]`, "mobile", "LinkedIn", "Android"],
    [
      "TikTok on iPhone",
      `${IPHONE} Mobile/15E148 musical_ly_34.9.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/GB RevealType/Dialog isDarkMode/0 WKWebView/1 BytedanceWebview/d8a21c6`,
      "mobile",
      "TikTok",
      "iOS",
    ],
    [
      "TikTok on Android",
      `${WEB_VIEW} trill_350103 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/trill app_version/35.1.3 ByteLocale/en ByteFullLocale/en Region/GB BytedanceWebview/d8a21c6`,
      "mobile",
      "TikTok",
      "Android",
    ],
    [
      "WeChat on iPhone",
      `${IPHONE} Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/en`,
      "mobile",
      "WeChat",
      "iOS",
    ],
    [
      "WeChat on Android",
      `${WEB_VIEW} XWEB/1160117 MMWEBSDK/20240404 MMWEBID/1234 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 Weixin NetType/WIFI Language/en ABI/arm64`,
      "mobile",
      "WeChat",
      "Android",
    ],
    [
      "Snapchat on iPhone",
      `${IPHONE} Version/17.5 Mobile/15E148 Snapchat/12.93.0.39 (like Safari/8618.2.12.11.6, panda)`,
      "mobile",
      "Snapchat",
      "iOS",
    ],
    ["the Google app on Android", `${WEB_VIEW} GSA/15.24.28.28.arm64`, "mobile", "Google App", "Android"],
    ["Pinterest on iPhone", `${IPHONE} Mobile/15E148 [Pinterest/iOS]`, "mobile", "Pinterest", "iOS"],
    [
      "Threads on iPhone",
      `${IPHONE} Mobile/21F90 Barcelona 335.0.5.31.86 (iPhone14,5; iOS 17_5_1; en_GB; en; scale=3.00; 1170x2532; 609775437)`,
      "mobile",
      "Threads",
      "iOS",
    ],
    ["Twitter on iPhone", `${IPHONE} Mobile/15E148 Twitter for iPhone/10.44`, "mobile", "Twitter", "iOS"],
    ["LINE on iPhone", `${IPHONE} Mobile/15E148 Safari Line/14.9.0`, "mobile", "LINE", "iOS"],
    ["KakaoTalk on Android", `${WEB_VIEW};KAKAOTALK 2410560`, "mobile", "KakaoTalk", "Android"],
  ]);
});

describe("what is neither phone, tablet nor desktop has no device type", () => {
  expectRows([
    [
      "a Samsung television",
      `Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) ${BLINK} 94.0.4606.31/7.0 TV Safari/537.36`,
      null,
      null,
      "Tizen",
    ],
    [
      "an LG television",
      `Mozilla/5.0 (Web0S; Linux/SmartTV) ${BLINK} Chrome/94.0.4606.128 Safari/537.36 WebAppManager`,
      null,
      "Chrome",
      "webOS",
    ],
    [
      "a Sony television",
      `Mozilla/5.0 (Linux; Android 10; BRAVIA 4K UR2 Build/PTT1.190515.001.S104) ${BLINK} Chrome/99.0.4844.88 Safari/537.36`,
      null,
      "Chrome",
      "Android",
    ],
    [
      "Fire TV",
      `Mozilla/5.0 (Linux; Android 9; AFTKA) ${BLINK} Silk/108.4.6 like Chrome/108.0.5359.160 Safari/537.36`,
      null,
      "Silk",
      "Android",
    ],
    [
      "Chromecast",
      `Mozilla/5.0 (X11; Linux armv7l) ${BLINK} Chrome/90.0.4430.225 Safari/537.36 CrKey/1.56.500000`,
      null,
      "Chrome",
      "Linux",
    ],
    [
      "PlayStation 5",
      `Mozilla/5.0 (PlayStation; PlayStation 5/8.60) ${WEBKIT} Version/13.0 Safari/605.1.15`,
      null,
      null,
      "PlayStation",
    ],
    ["PlayStation 4", `Mozilla/5.0 (PlayStation 4 11.00) ${WEBKIT}`, null, null, "PlayStation"],
    [
      "Xbox",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36 Edge/44.18363.8131",
      null,
      "Edge",
      "Xbox",
    ],
    [
      "Nintendo Switch",
      "Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.3.21.0 NintendoBrowser/5.1.0.23519",
      null,
      null,
      "Nintendo",
    ],
    [
      "Meta Quest",
      `Mozilla/5.0 (X11; Linux x86_64; Quest 3) ${BLINK} OculusBrowser/33.0 Chrome/126.0.6478.122 VR Safari/537.36`,
      null,
      "Meta Quest Browser",
      "Linux",
    ],
    [
      "Tesla",
      `Mozilla/5.0 (X11; GNU/Linux) ${BLINK} Chromium/79.0.3945.130 Chrome/79.0.3945.130 Safari/537.36 Tesla/2020.16.2.1-e99c70fff409`,
      null,
      "Tesla",
      "Linux",
    ],
  ]);
});

describe("client hints name the browser behind Chrome's user agent", () => {
  const grease = '"Not/A)Brand";v="8", "Chromium";v="126"';

  it.each([
    ["Google Chrome", "Chrome"],
    ["Microsoft Edge", "Edge"],
    ["Microsoft Edge WebView2", "Edge"],
    ["Opera", "Opera"],
    ["Opera GX", "Opera"],
    ["Brave", "Brave"],
    ["Vivaldi", "Vivaldi"],
    ["Samsung Internet", "Samsung Internet"],
    ["YaBrowser", "Yandex Browser"],
    ["Yandex", "Yandex Browser"],
    ["DuckDuckGo", "DuckDuckGo"],
    ["HeadlessChrome", "Chrome"],
  ])("the brand %s is %s", (brand, browser) => {
    const hints = { "sec-ch-ua": `${grease}, "${brand}";v="126"` };
    expect(device(CHROME_WINDOWS, hints)).toEqual(["desktop", browser, "Windows"]);
  });

  it.each([
    '"Not A;Brand";v="99"',
    '" Not;A Brand";v="99"',
    '"\\\\Not\\"A;Brand";v="99"',
    '"(Not(A:Brand";v="8"',
    '"Not?A_Brand";v="24"',
    '"Not_A Brand";v="8"',
  ])("the made-up brand %s is never a browser", (made) => {
    const hints = { "sec-ch-ua": `${made}, "Chromium";v="126", "Google Chrome";v="126"` };
    expect(device(CHROME_WINDOWS, hints)[1]).toBe("Chrome");
  });

  it("Chromium alone is Chromium", () => {
    expect(device(CHROME_WINDOWS, { "sec-ch-ua": grease })[1]).toBe("Chromium");
  });

  it("Chromium alone does not hide the browser that the user agent names", () => {
    expect(device(`${CHROME_WINDOWS} Vivaldi/6.8.3381.44`, { "sec-ch-ua": grease })[1]).toBe("Vivaldi");
  });

  it("a brand only in the full version list counts", () => {
    const hints = { "sec-ch-ua-full-version-list": `${grease}, "Brave";v="126.0.0.0"` };
    expect(device(CHROME_WINDOWS, hints)[1]).toBe("Brave");
  });

  it("the web view's brand does not hide the app it runs in", () => {
    const hints = { "sec-ch-ua": `${grease}, "Android WebView";v="126"` };
    expect(device(`${WEB_VIEW} [FB_IAB/FB4A;FBAV/467.0.0.54.107;]`, hints)[1]).toBe("Facebook");
  });

  it("a brand on no list of ours is not a name", () => {
    expect(device("Something/1.0", { "sec-ch-ua": '"<script>";v="1"' })[1]).toBeNull();
  });
});

describe("client hints fill in what the user agent does not tell", () => {
  it("the platform, where the user agent names none", () => {
    const platforms = [
      "Windows",
      "macOS",
      "Android",
      "Linux",
      "Chrome OS",
      "Chromium OS",
      "iOS",
      "Unknown",
      "",
    ];
    const named = platforms.map((name) => device("App/1.0", { "sec-ch-ua-platform": `"${name}"` })[2]);
    const expected = ["Windows", "macOS", "Android", "Linux", "Chrome OS", "Chrome OS", "iOS", null, null];
    expect(named).toEqual(expected);
  });

  it("?1 means mobile where the user agent names no device", () => {
    expect(device("App/1.0", { "sec-ch-ua-mobile": "?1" })).toEqual(["mobile", null, null]);
  });

  it("?0 does not make a desktop of an Android tablet", () => {
    const hints = { "sec-ch-ua-mobile": "?0", "sec-ch-ua-platform": '"Android"' };
    expect(device(CHROME_ANDROID_TABLET, hints)).toEqual(["tablet", "Chrome", "Android"]);
  });

  it("the model tells a television from a tablet behind a reduced user agent", () => {
    expect(device(CHROME_ANDROID_TABLET, { "sec-ch-ua-model": '"SM-X906C"' })[0]).toBe("tablet");
    expect(device(CHROME_ANDROID_TABLET, { "sec-ch-ua-model": '"BRAVIA 4K UR2"' })[0]).toBeNull();
  });

  it("a form factor is the last word", () => {
    const factors = ['"Tablet"', '"Mobile"', '"Desktop"', '"EInk", "Tablet"', '"Unheard-of"'];
    const types = factors.map((list) => device(CHROME_WINDOWS, { "sec-ch-ua-form-factors": list })[0]);
    expect(types).toEqual(["tablet", "mobile", "desktop", "tablet", "desktop"]);
  });
});

describe("an iPad that says it is a Mac", () => {
  it("is a tablet with iOS, by its touch points", () => {
    expect(device(SAFARI_MAC, {}, 5)).toEqual(["tablet", "Safari", "iOS"]);
  });

  it("is told from a Mac, which has none or one", () => {
    expect(device(SAFARI_MAC, {}, 0)).toEqual(["desktop", "Safari", "macOS"]);
    expect(device(SAFARI_MAC, {}, 1)).toEqual(["desktop", "Safari", "macOS"]);
  });

  it("is told from a Mac with a touch screen, whose Chrome names its platform", () => {
    const chrome = `${MAC} ${BLINK} Chrome/126.0.0.0 Safari/537.36`;
    expect(device(chrome, { "sec-ch-ua-platform": '"macOS"' }, 10)).toEqual(["desktop", "Chrome", "macOS"]);
  });

  it("is told from a Windows laptop with a touch screen", () => {
    expect(device(CHROME_WINDOWS, {}, 10)).toEqual(["desktop", "Chrome", "Windows"]);
  });
});

describe("what is not known is null", () => {
  it.each(["", "   ", "\t"])("an empty user agent (%j), whatever the hints say", (userAgent) => {
    const hints = {
      "sec-ch-ua": '"Brave";v="126"',
      "sec-ch-ua-mobile": "?1",
      "sec-ch-ua-platform": '"Android"',
    };
    expect(device(userAgent, hints, 5)).toEqual([null, null, null]);
  });

  it("no user agent at all", () => {
    expect(deviceOf(new Headers(), 5)).toEqual({ device_type: null, browser: null, os: null });
  });

  it("a user agent that says nothing", () => {
    expect(device("constructor/1.0 (__proto__; toString)")).toEqual([null, null, null]);
  });

  it("a name made up for our report", () => {
    expect(device(`${LINUX} kinaz Browser/6.6`)[1]).toBeNull();
  });

  it("what follows the first 1,000 characters of a header", () => {
    expect(device(`${"x".repeat(1_000)} ${CHROME_WINDOWS}`)).toEqual([null, null, null]);
    expect(device(CHROME_WINDOWS, { "sec-ch-ua": `${" ,".repeat(500)}"Brave";v="126"` })[1]).toBe("Chrome");
  });
});

describe("2,000 and more user agents seen in the wild", () => {
  it.each(["mobile", "tablet", "desktop"])(
    "are %s where their collectors say so, in over 97 of 100",
    (type) => {
      const known = UserAgent.top(2_000, { deviceCategory: type });
      const agreed = known.filter(({ userAgent }) => device(userAgent)[0] === type);
      expect(known.length).toBeGreaterThan(20);
      expect(agreed.length / known.length).toBeGreaterThan(0.97);
    },
  );

  it("all have a device type, a browser and a system with a name of ours", () => {
    const devices = UserAgent.top(2_000).map(({ userAgent }) =>
      deviceOf(new Headers({ "user-agent": userAgent })),
    );
    expect(devices).toHaveLength(2_000);
    for (const field of ["device_type", "browser", "os"] as const) {
      const strange = devices.map((one) => one[field]).filter((name) => !NAMES[field].includes(name ?? ""));
      expect([...new Set(strange)]).toEqual([]);
    }
  });
});

describe("whatever the headers hold", () => {
  const words = fc.constantFrom(
    ...[
      "Mozilla/5.0",
      "(",
      ")",
      ";",
      "Android",
      "Mobile",
      "Macintosh",
      "iPhone",
      "Windows NT",
      "Linux",
      "CrOS",
    ],
    ...[
      "Chrome/1",
      "Safari/1",
      "Version/1",
      "Firefox/1",
      "kazen browser/1",
      "naziokabrowser/1",
      "; K)",
      "Tizen",
    ],
    ...[
      '"Brave";v="1"',
      '"Chromium";v="1"',
      '"x";v="1"',
      "?1",
      "?0",
      '"Tablet"',
      '"Android"',
      "$&",
      "constructor",
    ],
  );
  const value = fc.oneof(
    fc.string({
      unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
      maxLength: 3_000,
    }),
    fc.array(words, { maxLength: 40 }).map((list) => list.join(" ")),
  );
  const names = ["sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform", "sec-ch-ua-full-version-list"];
  const others = ["user-agent", "sec-ch-ua-form-factors", "sec-ch-ua-model"];

  it("nothing throws, and every name is one of ours or null", () => {
    const headers = fc.record(Object.fromEntries([...names, ...others].map((name) => [name, value])));
    const touchPoints = fc.option(fc.integer({ min: 0, max: 255 }), { nil: undefined });
    fc.assert(
      fc.property(headers, touchPoints, (values, touch) => {
        const found = deviceOf(new Headers(values), touch);
        for (const field of ["device_type", "browser", "os"] as const) {
          expect([...NAMES[field], null]).toContain(found[field]);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
