internal import Traffic

extension Clues {
  /// The browser and its major version; 0 where there can be no such version, since a number that
  /// nobody else has is a name.
  func browserAndVersion() -> (browser: Browser, version: UInt16) {
    let (browser, version) = namedBrowser()
    return (browser, Clues.mayBeRelease(version, of: browser) ? version : 0)
  }

  private static func mayBeRelease(_ version: UInt16, of browser: Browser) -> Bool {
    // Safari went from 18 to the year of 26 (Apple, "Safari 26 Release Notes").
    if browser == .safari, (19...25).contains(version) { return false }
    return version <= maxRelease(of: browser)
  }

  /// What browsers that count their releases one by one come to at the end of 2029, at the pace of 2026.
  /// Chromium was at 156 in `chrome-builds.tsv` then, and makes 26 releases a year ("Chrome Release
  /// Cycle"), and Opera follows 16 behind; Firefox was at 148 in March, and makes thirteen. Safari's and
  /// Android's come once a year, Samsung's four times, Opera Mini's ten times, Vivaldi's once. Internet
  /// Explorer ends at 11. Raise them before 2029. Other browsers and applications count their releases as
  /// they like.
  private static func maxRelease(of browser: Browser) -> UInt16 {
    switch browser {
    case .chrome, .androidWebView, .edge, .brave: 240
    case .opera: 224
    case .firefox: 200
    case .operaMini: 132
    case .samsungInternet: 46
    case .safari: 30
    case .androidBrowser: 20
    case .vivaldi: 12
    case .internetExplorer: 11
    default: .max
    }
  }

  private func namedBrowser() -> (browser: Browser, version: UInt16) {
    switch browser {
    case .safari:
      return webKitBrowser()
    case .chrome:
      // A WebView says `wv`, or, before Android 5, `Version/4.0 Chrome/...`.
      if system == .android, self[.webView] || safariVersion == 4 {
        return (.androidWebView, browserVersion)
      }
      return (.chrome, browserVersion)
    case .internetExplorer, .otherTrident:
      return (browser, engineVersion)
    case .androidBrowser:
      return (browser, androidVersion)
    case .blackBerryBrowser where safariVersion > 0 || browserVersion > 100:
      return (browser, safariVersion)
    case .opera where chromeVersion > 0 && browserVersion == 9 && system == .linux:
      // TCL's televisions put an old Opera before the header of their Chrome.
      return (.chrome, chromeVersion)
    case .opera, .operaMini:
      // Presto's Operas froze the first version at 9.80 and went on in `Version/`.
      if self[.presto], browserVersion == 9, safariVersion > 9, browser == .opera {
        return (browser, safariVersion)
      }
      return (browser, browserVersion)
    case .other, .mobileApp:
      if browser == .other, browserRank == 0 { return embedded() }
      return (browser, browserVersion)
    default:
      return (browser, browserVersion)
    }
  }

  /// `Safari` names the engine's protocol as often as the browser: only Apple's is Safari.
  private func webKitBrowser() -> (browser: Browser, version: UInt16) {
    switch system {
    case .android: (.androidBrowser, androidVersion)
    case .tizen, .webOS, .linux, .unix: (self[.tv] ? .tvBrowser : .otherWebKit, 0)
    case .playStation, .nintendo: (.netFront, 0)
    default: (.safari, safariVersion)
    }
  }

  /// The engine's own number: compatibility views say `MSIE 7.0`, whatever they are.
  private var engineVersion: UInt16 {
    if tridentVersion >= 4, tridentVersion <= 7 { return tridentVersion + 4 }
    if explorerVersion > 0 { return explorerVersion }
    return browserVersion == 0 || browserVersion > 11 ? revision : browserVersion
  }

  /// An engine without a browser's name: a page inside an application.
  private func embedded() -> (browser: Browser, version: UInt16) {
    if system == .playStation || system == .nintendo { return (.netFront, 0) }
    guard self[.webKit] else { return (.other, 0) }
    switch system {
    case .android: return (.androidBrowser, androidVersion)
    case .iOS, .iPadOS, .macOS: return (.iOSWebView, 0)
    default: return (.other, 0)
    }
  }
}
