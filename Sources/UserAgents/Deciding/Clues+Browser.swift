internal import Traffic

extension Clues {
  /// The browser and its major version; 0 where there can be no such version, since a number that
  /// nobody else has is a name.
  func browserAndVersion() -> (browser: Browser, version: UInt16) {
    let (browser, version) = namedBrowser()
    return (browser, version <= Clues.maxRelease(of: browser) ? version : 0)
  }

  /// Twice what browsers that count their releases one by one have come to in October 2025: Chrome was at 141 then, and
  /// makes thirteen releases a year (Chromium, "Chrome Release Cycle"); Opera at 123, Safari at 26 (a year of releases
  /// each), Samsung's at 29, Opera Mini at 90, Vivaldi at 7. Internet Explorer ends at 11. Raise them when
  /// chromiumdash.appspot.com/schedule comes near, not before 2035. Applications count their releases as they like.
  private static func maxRelease(of browser: Browser) -> UInt16 {
    switch browser {
    case .chrome, .androidWebView, .edge, .firefox, .brave: 300
    case .opera: 250
    case .operaMini: 180
    case .samsungInternet: 60
    case .safari: 52
    case .androidBrowser: 34
    case .vivaldi: 16
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
