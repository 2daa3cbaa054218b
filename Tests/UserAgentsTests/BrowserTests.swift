import Testing
import Traffic
import UserAgents

@Suite("Browsers of today")
struct BrowserTests {
  // developer.chrome.com/docs/privacy-security/user-agent: the reduced header of each platform.
  @Test(
    "Chrome's reduced header tells version, system and device",
    arguments: [90, 101, 120, 142, 148, 150])
  func reducedChrome(major: UInt16) {
    let platforms: [(OperatingSystem, DeviceClass, String, String)] = [
      (.windows, .desktop, "Windows NT 10.0; Win64; x64", ""),
      (.macOS, .desktop, "Macintosh; Intel Mac OS X 10_15_7", ""),
      (.linux, .desktop, "X11; Linux x86_64", ""),
      (.chromeOS, .desktop, "X11; CrOS x86_64 14541.0.0", ""),
      (.android, .mobile, "Linux; Android 10; K", " Mobile"),
      (.android, .tablet, "Linux; Android 10; K", ""),
    ]
    for (system, device, platform, mobile) in platforms {
      let header =
        "Mozilla/5.0 (\(platform)) AppleWebKit/537.36 (KHTML, like Gecko) "
        + "Chrome/\(major).0.0.0\(mobile) Safari/537.36"
      let expected = Client(
        device: device, browser: .chrome, system: system, traffic: .person, browserMajor: major)
      #expect(client(of: header) == expected, "\(header)")
    }
  }

  // learn.microsoft.com/microsoft-edge/web-platform/user-agent-guidance
  @Test("Edge is told from Chrome by its own product", arguments: [79, 109, 120, 142, 148])
  func edge(major: UInt16) {
    let chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/\(major).0.0.0"
    let windows = client(
      of: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) \(chrome) Safari/537.36 Edg/\(major).0.0.0")
    #expect(windows.browser == .edge && windows.browserMajor == major)
    #expect(windows.system == .windows && windows.device == .desktop)
    let android = client(
      of: "Mozilla/5.0 (Linux; Android 10; K) \(chrome) Mobile Safari/537.36 EdgA/\(major).0.0.0")
    #expect(android.browser == .edge && android.device == .mobile)
  }

  // developer.mozilla.org/docs/Web/HTTP/Reference/Headers/User-Agent/Firefox
  @Test("Firefox is told on every platform", arguments: [68, 91, 115, 128, 140, 148])
  func firefox(major: UInt16) {
    let platforms: [(OperatingSystem, DeviceClass, String)] = [
      (.windows, .desktop, "Windows NT 10.0; Win64; x64"),
      (.macOS, .desktop, "Macintosh; Intel Mac OS X 10.15"),
      (.linux, .desktop, "X11; Linux x86_64"), (.linux, .desktop, "X11; Ubuntu; Linux x86_64"),
      (.android, .mobile, "Android 14; Mobile"), (.android, .tablet, "Android 13; Tablet"),
    ]
    for (system, device, platform) in platforms {
      let gecko = system == .android ? "\(major).0" : "20100101"
      let header = "Mozilla/5.0 (\(platform); rv:\(major).0) Gecko/\(gecko) Firefox/\(major).0"
      let expected = Client(
        device: device, browser: .firefox, system: system, traffic: .person, browserMajor: major)
      #expect(client(of: header) == expected, "\(header)")
    }
  }

  // webkit.org/blog: the system's version is frozen, Safari's goes on in `Version/`.
  @Test("Safari's version is told where the system's is frozen", arguments: [13, 15, 17, 18, 26])
  func safari(major: UInt16) {
    let mac = client(
      of: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
        + "(KHTML, like Gecko) Version/\(major).1 Safari/605.1.15")
    #expect(mac.browser == .safari && mac.browserMajor == major)
    #expect(mac.system == .macOS && mac.device == .desktop)
    let phone = client(
      of: "Mozilla/5.0 (iPhone; CPU iPhone OS \(major)_5 like Mac OS X) AppleWebKit/605.1.15 "
        + "(KHTML, like Gecko) Version/\(major).5 Mobile/15E148 Safari/604.1")
    #expect(phone.browser == .safari && phone.browserMajor == major)
    #expect(phone.system == .iOS && phone.device == .mobile)
  }

  @Test("Each of today's browsers is told by its own name", arguments: Self.browsers)
  func named(sample: BrowserCase) {
    #expect(client(of: sample.header) == sample.expected)
  }

  static let browsers: [BrowserCase] = [
    BrowserCase(
      .opera, 117, .windows, .desktop,
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 OPR/117.0.0.0"
    ),
    BrowserCase(
      .opera, 85, .android, .mobile,
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Mobile Safari/537.36 OPR/85.0.0.0"
    ),
    BrowserCase(
      .opera, 130, .macOS, .desktop,
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36 OPR/130.0.0.0"
    ),
    BrowserCase(
      .opera, 12, .windows, .desktop,
      "Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18"),
    BrowserCase(
      .operaMini, 7, .android, .mobile,
      "Opera/9.80 (Android; Opera Mini/7.6.35766/35.5706; U; en) Presto/2.8.119 Version/11.10"),
    // Meta's glasses, whose older header names Samsung's browser, too.
    BrowserCase(
      .otherChromium, 22, .android, .wearable,
      "Mozilla/5.0 (X11; Linux x86_64; Quest 2) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/22.2.0.3.39 SamsungBrowser/4.0 Chrome/102.0.5005.148 VR Safari/537.36"
    ),
    // developer.samsung.com/internet/user-agent-string-format.html
    BrowserCase(
      .samsungInternet, 27, .android, .mobile,
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36"
    ),
    BrowserCase(
      .samsungInternet, 29, .android, .tablet,
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Safari/537.36"
    ),
    BrowserCase(
      .samsungInternet, 21, .android, .tablet,
      "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/21.0 Chrome/110.0.5481.154 Safari/537.36"
    ),
    // developer.chrome.com/docs/privacy-security/user-agent#webview
    BrowserCase(
      .androidWebView, 134, .android, .mobile,
      "Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A.250105.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/134.0.6998.39 Mobile Safari/537.36"
    ),
    BrowserCase(
      .iOSWebView, 0, .iOS, .mobile,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
    ),
    BrowserCase(
      .chrome, 130, .iOS, .mobile,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0.6723.90 Mobile/15E148 Safari/604.1"
    ),
    BrowserCase(
      .chrome, 148, .iPadOS, .tablet,
      "Mozilla/5.0 (iPad; CPU OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/148.0.7778.51 Mobile/15E148 Safari/604.1"
    ),
    // Since 26 the system's version stays at 18.
    BrowserCase(
      .safari, 26, .iOS, .mobile,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1"
    ),
    BrowserCase(
      .safari, 26, .iPadOS, .tablet,
      "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1"
    ),
    BrowserCase(
      .firefox, 132, .iPadOS, .tablet,
      "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/132.0 Mobile/15E148 Safari/605.1.15"
    ),
    BrowserCase(
      .edge, 130, .iOS, .mobile,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/130.0.2849.80 Mobile/15E148 Safari/605.1.15"
    ),
    // An iPad that asks for desktop pages can't be told from a Mac.
    BrowserCase(
      .safari, 18, .macOS, .desktop,
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15"
    ),
    BrowserCase(
      .safari, 12, .iOS, .tablet,
      "Mozilla/5.0 (iPad; CPU OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1"
    ),
    BrowserCase(
      .safari, 17, .iPadOS, .tablet,
      "Mozilla/5.0 (iPad; CPU OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1"
    ),
    BrowserCase(
      .vivaldi, 7, .linux, .desktop,
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 Vivaldi/7.1.3570.39"
    ),
    BrowserCase(
      .duckDuckGo, 5, .android, .mobile,
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.39 Mobile DuckDuckGo/5 Safari/537.36"
    ),
    BrowserCase(
      .duckDuckGo, 17, .macOS, .desktop,
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15 Ddg/17.6"
    ),
    // yandex.com/support/browser-mobile: the browser's own product follows Chrome's.
    BrowserCase(
      .yandexBrowser, 25, .windows, .desktop,
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 YaBrowser/25.2.0.0 Safari/537.36"
    ),
    BrowserCase(
      .ucBrowser, 13, .android, .mobile,
      "Mozilla/5.0 (Linux; U; Android 13; en-US; CPH2349 Build/TP1A.220905.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.8.2.1324 Mobile Safari/537.36"
    ),
    BrowserCase(
      .huaweiBrowser, 15, .android, .mobile,
      "Mozilla/5.0 (Linux; Android 12; NOH-NX9; HMSCore 6.14.0.302) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 HuaweiBrowser/15.0.9.302 Mobile Safari/537.36"
    ),
    BrowserCase(
      .miuiBrowser, 14, .android, .mobile,
      "Mozilla/5.0 (Linux; U; Android 13; en-us; 2201117TG Build/TKQ1.221114.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.4.0-g"
    ),
    // docs.aws.amazon.com/silk/latest/developerguide/user-agent.html
    BrowserCase(
      .silk, 112, .android, .tablet,
      "Mozilla/5.0 (Linux; Android 11; KFRAPWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/112.5.1 like Chrome/112.0.5615.213 Safari/537.36"
    ),
    BrowserCase(
      .internetExplorer, 11, .windows, .desktop,
      "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko"),
    BrowserCase(
      .internetExplorer, 10, .windows, .desktop,
      "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.2; WOW64; Trident/6.0)"),
    // A toolbar's mark, no iPhone.
    BrowserCase(
      .internetExplorer, 8, .windows, .desktop,
      "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; IPH 1.1.21.4019)"),
    // The letters behind the version: A for Android, I for iOS, P for telephones, T for tablets.
    BrowserCase(
      .puffin, 7, .android, .mobile,
      "Mozilla/5.0 (X11; U; Linux x86_64; pt-br) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/59.0.3071.117 Safari/537.36 Puffin/7.0.3.17762AP"
    ),
    BrowserCase(
      .puffin, 6, .android, .tablet,
      "Mozilla/5.0 (X11; U; Linux x86_64; en-us) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Puffin/6.1.4AT"
    ),
    BrowserCase(
      .puffin, 5, .iOS, .mobile,
      "Mozilla/5.0 (X11; U; Linux x86_64; he-IL) AppleWebKit/537.36 (KHTML, like Gecko)  Chrome/30.0.1599.114 Safari/537.36 Puffin/5.2.1IP"
    ),
    BrowserCase(
      .puffin, 5, .iOS, .tablet,
      "Mozilla/5.0 (X11; U; Linux x86_64; nl-BE) AppleWebKit/537.36 (KHTML, like Gecko)  Chrome/30.0.1599.114 Safari/537.36 Puffin/5.2.2IT,gzip(gfe)"
    ),
    BrowserCase(
      .edge, 18, .windows, .desktop,
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763"
    ),
    BrowserCase(
      .androidBrowser, 4, .android, .mobile,
      "Mozilla/5.0 (Linux; U; Android 4.0.3; ko-kr; LG-L160L Build/IML74K) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30"
    ),
    // An engine of its own, which names Chrome's for what asks for it.
    BrowserCase(.other, 1, .linux, .desktop, "Mozilla/5.0 (Linux; x86_64) Ladybird/1.0"),
    BrowserCase(
      .other, 1, .macOS, .desktop,
      "Mozilla/5.0 (macOS; AArch64) Ladybird/1.0 Chrome/146.0.0.0 AppleWebKit/537.36 Safari/537.36"
    ),
    BrowserCase(
      .lynx, 2, .other, .other, "Lynx/2.9.0dev.10 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.1"),
    BrowserCase(.links, 2, .linux, .desktop, "Links (2.26; Linux 6.1.0 x86_64; GNU C 12.2; text)"),
    BrowserCase(.w3m, 0, .other, .other, "w3m/0.5.3+git20230121"),
  ]

  @Test("Pages inside large applications are told", arguments: Self.applications)
  func application(sample: BrowserCase) {
    #expect(client(of: sample.header) == sample.expected)
  }

  static let applications: [BrowserCase] = [
    BrowserCase(
      .facebookApp, 465, .iOS, .mobile,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 [FBAN/FBIOS;FBAV/465.0.0.41.100;FBBV/602060281;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5]"
    ),
    BrowserCase(
      .facebookApp, 468, .android, .mobile,
      "Mozilla/5.0 (Linux; Android 13; SM-A515F Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/125.0.6422.113 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/468.0.0.56.73;]"
    ),
    BrowserCase(
      .instagramApp, 334, .iOS, .mobile,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 334.0.4.32.98 (iPhone14,5; iOS 17_5; en_US; en; scale=3.00; 1170x2532; 606451414)"
    ),
    BrowserCase(
      .weChat, 8, .android, .mobile,
      "Mozilla/5.0 (Linux; Android 13; M2012K11AC Build/TKQ1.220829.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202 MicroMessenger/8.0.47.2560(0x28002F30) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN"
    ),
    BrowserCase(
      .snapchat, 12, .iOS, .mobile,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 Snapchat/12.90.0.46 (like Safari/8618, panda)"
    ),
    BrowserCase(
      .googleApp, 320, .iOS, .mobile,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/320.0.644971235 Mobile/15E148 Safari/604.1"
    ),
  ]
}
