import Traffic

extension Families {
  /// Ours that are no browser: applications, and what we can't name.
  static func isNoBrowser(_ browser: Browser) -> Bool {
    switch browser {
    case .other, .iOSWebView, .androidWebView, .facebookApp, .instagramApp, .messengerApp, .weChat,
      .qqApp, .lineApp, .tikTok, .snapchat, .pinterestApp, .twitterApp, .linkedInApp, .redditApp,
      .telegramApp, .whatsAppApp, .googleApp, .baiduApp, .kakaoApp, .naverApp, .alipayApp,
      .weiboApp, .slackApp, .mailApp, .mediaPlayer, .podcastApp, .desktopApp, .mobileApp,
      .otherGecko, .otherWebKit, .otherChromium, .otherTrident, .otherPhoneBrowser, .tvBrowser:
      true
    default: false
    }
  }

  /// uap-core's browser family -> ours that may stand for it. A family that isn't here is a bot, a
  /// tool, an application, or a browser that we don't tell from the others of its engine.
  static let uapBrowsers: [String: Set<Browser>] = [
    "Chrome": [.chrome], "Chrome Mobile": [.chrome], "Chrome Mobile iOS": [.chrome],
    "Chromium": [.chrome], "Chrome Mobile WebView": [.androidWebView],
    "Safari": [.safari], "Mobile Safari": [.safari], "Mobile Safari UI/WKWebView": [.iOSWebView],
    "Apple Mail": [.iOSWebView, .mailApp],
    "Firefox": [.firefox], "Firefox Mobile": [.firefox], "Firefox iOS": [.firefox],
    "Firefox Beta": [.firefox], "Firefox Alpha": [.firefox], "Firefox (Shiretoko)": [.firefox],
    "Firefox (Minefield)": [.firefox], "Firefox (Namoroka)": [.firefox], "Iceweasel": [.firefox],
    "Bon Echo": [.firefox], "Phoenix": [.firefox], "MozillaDeveloperPreview": [.firefox],
    "Edge": [.edge], "Edge Mobile": [.edge],
    "Opera": [.opera], "Opera Mobile": [.opera], "Opera Tablet": [.opera], "Opera Neon": [.opera],
    "Opera Coast": [.opera], "Opera Mini": [.operaMini], "Samsung Internet": [.samsungInternet],
    // Chrome Frame is Internet Explorer with another engine; its shells draw with Trident.
    // It tells few of its shells apart, we tell them from it.
    "IE": [.internetExplorer, .otherTrident], "IE Mobile": [.internetExplorer],
    "IE Large Screen": [.internetExplorer],
    "Chrome Frame": [.internetExplorer], "MyIE2": [.maxthon],
    "Crazy Browser": [.otherTrident], "Avant": [.otherTrident], "AOL": [.otherTrident],
    "iRider": [.otherTrident], "Android": [.androidBrowser], "Brave": [.brave],
    "Vivaldi": [.vivaldi], "DuckDuckGo Mobile": [.duckDuckGo], "Yandex Browser": [.yandexBrowser],
    "UC Browser": [.ucBrowser], "QQ Browser": [.qqBrowser], "QQ Browser Mobile": [.qqBrowser],
    "QQ Browser Mini": [.qqBrowser], "MiuiBrowser": [.miuiBrowser], "Mint Browser": [.miuiBrowser],
    "Amazon Silk": [.silk], "Whale": [.whale], "Coc Coc": [.cocCoc], "Puffin": [.puffin],
    "Sogou Explorer": [.sogouBrowser], "Baidu Browser": [.baiduBrowser],
    "Baidu Browser Mobile": [.baiduBrowser], "Baidu Explorer": [.baiduBrowser],
    "360 Browser": [.browser360],
    "Maxthon": [.maxthon], "Dolphin": [.dolphin], "Konqueror": [.konqueror],
    "Konqueror 3.0-": [.konqueror], "Rekonq": [.konqueror], "SeaMonkey": [.seaMonkey],
    "Pale Moon": [.paleMoon], "Basilisk": [.paleMoon], "Waterfox": [.waterfox],
    "Netscape": [.netscape], "K-Meleon": [.kMeleon], "Camino": [.camino], "Chimera": [.camino],
    "Galeon": [.galeon], "Epiphany": [.epiphany], "NetFront": [.netFront],
    // Kindle's and Nintendo's browsers are NetFront under other names.
    "NetFront NX": [.netFront, .otherWebKit], "Nokia Services (WAP) Browser": [.nokiaBrowser],
    "Kindle": [.netFront, .otherWebKit, .safari],
    "UP.Browser": [.upBrowser], "Openwave": [.upBrowser], "Nokia Browser": [.nokiaBrowser],
    "Ovi Browser": [.nokiaBrowser], "Nokia OSS Browser": [.nokiaBrowser],
    "BlackBerry": [.blackBerryBrowser], "BlackBerry WebKit": [.blackBerryBrowser],
    "Obigo": [.obigo], "Teleca Browser": [.obigo], "Lynx": [.lynx], "Links": [.links],
    "ELinks": [.links], "w3m": [.w3m], "Dillo": [.dillo], "NCSA Mosaic": [.mosaic],
    "IBrowse": [.amiga], "AmigaVoyager": [.amiga], "Facebook": [.facebookApp],
    "Facebook Messenger": [.messengerApp], "Instagram": [.instagramApp], "LINE": [.lineApp],
    "Snapchat": [.snapchat], "Pinterest": [.pinterestApp], "Twitter": [.twitterApp],
    "Google": [.googleApp],
  ]

  /// uap-core's system family -> ours. It names the distribution, we say Linux; it says who built a
  /// television, we say what it runs; old iPads ran iOS, newer ones run iPadOS, and it says iOS of both.
  static let uapSystems: [String: Set<OperatingSystem>] = [
    // Windows CE is in our family of telephones.
    "Windows": [.windows, .xbox, .windowsPhone], "Windows 7": [.windows], "Mac OS X": [.macOS],
    "Mac OS": [.macOS],
    "iOS": [.iOS, .iPadOS], "ATV OS X": [.tvOS], "tvOS": [.tvOS], "WatchOS": [.watchOS],
    "Android": [.android], "Chrome OS": [.chromeOS], "Chromecast": [.linux, .android],
    "Windows Phone": [.windowsPhone], "Windows Mobile": [.windowsPhone], "Symbian OS": [.symbian],
    "Symbian^3": [.symbian], "Symbian^3 Belle": [.symbian], "Symbian^3 Anna": [.symbian],
    "BlackBerry OS": [.blackBerry], "BlackBerry Tablet OS": [.blackBerry], "Bada": [.bada],
    "Tizen": [.tizen], "webOS": [.webOS], "Web0S": [.webOS], "KaiOS": [.kaiOS],
    "Firefox OS": [.firefoxOS], "Sailfish": [.sailfish], "MeeGo": [.meego], "Maemo": [.meego],
    "BREW": [.brew], "Brew MP": [.brew], "Nokia Series 40": [.javaME],
    "Nokia Series 30 Plus": [.javaME], "Roku": [.roku], "GoogleTV": [.android],
    "FireHbbTV": [.android], "Linux": [.linux], "Ubuntu": [.linux], "Debian": [.linux],
    "Gentoo": [.linux], "Red Hat": [.linux], "Mandriva": [.linux], "Slackware": [.linux],
    "Puppy": [.linux], "PCLinuxOS": [.linux], "Fedora": [.linux], "Linux Mint": [.linux],
    "CentOS": [.linux], "WeTab": [.linux], "VRE": [.linux], "Kindle": [.linux],
    "FreeBSD": [.unix], "OpenBSD": [.unix], "NetBSD": [.unix], "BSD": [.unix], "Solaris": [.unix],
    "SerenityOS": [.unix], "WebTV": [.retro],
    "Samsung": [.linux, .tizen, .tvLinux, .other], "LG": [.linux, .webOS, .tvLinux, .other],
    "Sony": [.linux, .other], "Panasonic": [.linux, .unix, .other],
    "Philips": [.linux, .other],
    // It has no family for consoles.
    "Other": [.other, .playStation, .nintendo, .javaME, .xbox],
  ]
}
