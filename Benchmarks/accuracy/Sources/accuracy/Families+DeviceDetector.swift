import Traffic

/// Whose families are whose.
enum Families {
  /// Our browser -> the families that device-detector may call it. Its families go by engine and
  /// heritage (Edge is `Internet Explorer`, every other Chromium is `Chrome`, UC, QQ and Yandex have
  /// none), so one of ours may be several of its.
  static let deviceDetectorBrowsers: [Browser: Set<String>] = [
    .chrome: ["Chrome"], .androidWebView: ["Chrome"], .brave: ["Chrome", "Safari"],
    .vivaldi: ["Chrome"],
    .samsungInternet: ["Chrome"], .huaweiBrowser: ["Chrome"], .miuiBrowser: ["Chrome"],
    .silk: ["Chrome"], .quark: ["Chrome"], .puffin: ["Chrome"], .aloha: ["Chrome"],
    .ecosia: ["Chrome"], .whale: ["Chrome"], .cocCoc: ["Chrome"],
    .browser360: ["Chrome", "Unknown"],
    .otherChromium: ["Chrome", "Unknown"], .duckDuckGo: ["Chrome", "Safari", "Unknown"],
    .oppoBrowser: ["Chrome", "Unknown"], .maxthon: ["Chrome", "Internet Explorer", "Unknown"],
    .dolphin: ["Chrome", "Unknown"], .sogouBrowser: ["Chrome", "Safari", "Unknown"],
    .baiduBrowser: ["Baidu"], .safari: ["Safari"], .iOSWebView: ["Safari", "Unknown"],
    .mobileApp: ["Safari", "Unknown"], .firefox: ["Firefox"], .seaMonkey: ["Firefox"],
    .paleMoon: ["Firefox"], .waterfox: ["Firefox"], .camino: ["Firefox"], .galeon: ["Firefox"],
    .kMeleon: ["Firefox"], .netscape: ["Firefox", "Unknown"], .otherGecko: ["Firefox", "Unknown"],
    .edge: ["Internet Explorer"], .internetExplorer: ["Internet Explorer"],
    .otherTrident: ["Internet Explorer", "Unknown"], .opera: ["Opera"], .operaMini: ["Opera"],
    .androidBrowser: ["Android Browser"], .netFront: ["NetFront"],
    .nokiaBrowser: ["Nokia Browser"], .blackBerryBrowser: ["BlackBerry Browser"],
    .konqueror: ["Konqueror"], .amiga: ["Amiga"], .otherWebKit: ["Safari", "Chrome", "Unknown"],
    .tvBrowser: ["Chrome", "Unknown"],
  ]

  /// Our system -> the families that device-detector may call it: Apple's small systems are `iOS`
  /// (macOS is `Mac`), Tizen and webOS are `Other Mobile`, the Xbox runs `Windows`, HarmonyOS and Fire
  /// OS are `Android`.
  static let deviceDetectorSystems: [OperatingSystem: Set<String>] = [
    .other: ["Unknown"], .windows: ["Windows"], .macOS: ["Mac"], .iOS: ["iOS"], .iPadOS: ["iOS"],
    .tvOS: ["iOS"], .watchOS: ["iOS"], .visionOS: ["iOS"], .android: ["Android"],
    .harmonyOS: ["Android", "OpenHarmony"], .linux: ["GNU/Linux", "Other Smart TV"],
    .chromeOS: ["Chrome OS"], .windowsPhone: ["Windows Mobile"], .tizen: ["Other Mobile"],
    .webOS: ["Other Mobile"], .kaiOS: ["Firefox OS"], .firefoxOS: ["Firefox OS"],
    .roku: ["GNU/Linux", "Other Smart TV"], .tvLinux: ["GNU/Linux", "Other Smart TV"],
    .playStation: ["Gaming Console", "Mobile Gaming Console"],
    .nintendo: ["Gaming Console", "Mobile Gaming Console"],
    .xbox: ["Windows", "Gaming Console"], .symbian: ["Symbian"], .blackBerry: ["BlackBerry"],
    .bada: ["Other Mobile"], .sailfish: ["Other Mobile"], .meego: ["Other Mobile", "GNU/Linux"],
    .palmOS: ["Other Mobile"], .javaME: ["Real-time OS", "Unknown"], .brew: ["Brew"],
    .unix: ["Unix", "IBM"],
    .retro: ["AmigaOS", "BeOS", "RISC OS", "WebTV", "IBM"],
  ]
}
