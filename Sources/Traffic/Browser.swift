/// A browser family, or the family of application that shows pages: a closed set, so that no text of
/// a user agent is ever kept.
///
/// Raw values are stored in databases: append, never renumber.
public enum Browser: UInt8, CaseIterable, Sendable {
  case other = 0
  case chrome = 1
  case safari = 2
  case firefox = 3
  case edge = 4
  case opera = 5
  case samsungInternet = 6
  case internetExplorer = 7
  case androidBrowser = 8
  case androidWebView = 9
  case iOSWebView = 10
  case operaMini = 11
  case brave = 12
  case vivaldi = 13
  case duckDuckGo = 14
  case yandexBrowser = 15
  case ucBrowser = 16
  case qqBrowser = 17
  case huaweiBrowser = 18
  case miuiBrowser = 19
  case vivoBrowser = 20
  case oppoBrowser = 21
  case silk = 22
  case whale = 23
  case cocCoc = 24
  case puffin = 25
  case quark = 26
  case sogouBrowser = 27
  case baiduBrowser = 28
  case browser360 = 29
  case maxthon = 30
  case dolphin = 31
  case aloha = 32
  case ecosia = 33
  case konqueror = 34
  case seaMonkey = 35
  case paleMoon = 36
  case waterfox = 37
  case otherGecko = 38
  case netscape = 39
  case kMeleon = 40
  case camino = 41
  case galeon = 42
  case epiphany = 43
  case otherWebKit = 44
  case otherChromium = 45
  case otherTrident = 46
  case netFront = 47
  case upBrowser = 48
  case nokiaBrowser = 49
  case blackBerryBrowser = 50
  case obigo = 51
  case otherPhoneBrowser = 52
  case lynx = 53
  case links = 54
  case w3m = 55
  case dillo = 56
  case mosaic = 57
  case amiga = 58
  case tvBrowser = 59
  case facebookApp = 60
  case instagramApp = 61
  case messengerApp = 62
  case weChat = 63
  case qqApp = 64
  case lineApp = 65
  case tikTok = 66
  case snapchat = 67
  case pinterestApp = 68
  case twitterApp = 69
  case linkedInApp = 70
  case redditApp = 71
  case telegramApp = 72
  case whatsAppApp = 73
  case googleApp = 74
  case baiduApp = 75
  case kakaoApp = 76
  case naverApp = 77
  case alipayApp = 78
  case weiboApp = 79
  case slackApp = 80
  case mailApp = 81
  case mediaPlayer = 82
  case podcastApp = 83
  case desktopApp = 84
  case mobileApp = 85

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .other: "other"
    case .chrome: "Chrome"
    case .safari: "Safari"
    case .firefox: "Firefox"
    case .edge: "Edge"
    case .opera: "Opera"
    case .samsungInternet: "Samsung Internet"
    case .internetExplorer: "Internet Explorer"
    case .androidBrowser: "Android Browser"
    case .androidWebView: "Android WebView"
    case .iOSWebView: "iOS WebView"
    case .operaMini: "Opera Mini"
    case .brave: "Brave"
    case .vivaldi: "Vivaldi"
    case .duckDuckGo: "DuckDuckGo"
    case .yandexBrowser: "Yandex Browser"
    case .ucBrowser: "UC Browser"
    case .qqBrowser: "QQ Browser"
    case .huaweiBrowser: "Huawei Browser"
    case .miuiBrowser: "Mi Browser"
    case .vivoBrowser: "vivo Browser"
    case .oppoBrowser: "OPPO Browser"
    case .silk: "Silk"
    case .whale: "Whale"
    case .cocCoc: "Cốc Cốc"
    case .puffin: "Puffin"
    case .quark: "Quark"
    case .sogouBrowser: "Sogou Browser"
    case .baiduBrowser: "Baidu Browser"
    case .browser360: "360 Browser"
    case .maxthon: "Maxthon"
    case .dolphin: "Dolphin"
    case .aloha: "Aloha"
    case .ecosia: "Ecosia"
    case .konqueror: "Konqueror"
    case .seaMonkey: "SeaMonkey"
    case .paleMoon: "Pale Moon"
    case .waterfox: "Waterfox"
    case .otherGecko: "other Gecko browsers"
    case .netscape: "Netscape"
    case .kMeleon: "K-Meleon"
    case .camino: "Camino"
    case .galeon: "Galeon"
    case .epiphany: "Epiphany"
    case .otherWebKit: "other WebKit browsers"
    case .otherChromium: "other Chromium browsers"
    case .otherTrident: "Internet Explorer shells"
    case .netFront: "NetFront"
    case .upBrowser: "UP.Browser"
    case .nokiaBrowser: "Nokia Browser"
    case .blackBerryBrowser: "BlackBerry Browser"
    case .obigo: "Obigo"
    case .otherPhoneBrowser: "other phone browsers"
    case .lynx: "Lynx"
    case .links: "Links"
    case .w3m: "w3m"
    case .dillo: "Dillo"
    case .mosaic: "Mosaic"
    case .amiga: "Amiga browsers"
    case .tvBrowser: "TV browsers"
    case .facebookApp: "Facebook app"
    case .instagramApp: "Instagram app"
    case .messengerApp: "Messenger app"
    case .weChat: "WeChat"
    case .qqApp: "QQ app"
    case .lineApp: "LINE app"
    case .tikTok: "TikTok app"
    case .snapchat: "Snapchat app"
    case .pinterestApp: "Pinterest app"
    case .twitterApp: "X (Twitter) app"
    case .linkedInApp: "LinkedIn app"
    case .redditApp: "Reddit app"
    case .telegramApp: "Telegram app"
    case .whatsAppApp: "WhatsApp"
    case .googleApp: "Google app"
    case .baiduApp: "Baidu app"
    case .kakaoApp: "KakaoTalk"
    case .naverApp: "NAVER app"
    case .alipayApp: "Alipay"
    case .weiboApp: "Weibo app"
    case .slackApp: "Slack app"
    case .mailApp: "mail programs"
    case .mediaPlayer: "media players"
    case .podcastApp: "podcast apps"
    case .desktopApp: "desktop applications"
    case .mobileApp: "mobile applications"
    }
  }
}
