internal import Traffic

extension Clues {
  /// Whether this is the header of a browser that cannot exist: programs make them up of parts that do not go
  /// together.
  ///
  /// What is impossible counts, not what is unusual: an old browser may be somebody's. Browsers that say a name
  /// of their own number their versions and choose their systems as they like, so all but Chromium's build is
  /// asked only of those that say no other.
  ///
  /// - Complexity: O(*n*) in the comment that names the system, else O(1); without allocation.
  func isForged(_ bytes: Span<UInt8>, browser: Browser, on system: OperatingSystem) -> Bool {
    switch browser {
    case .chrome, .androidWebView, .edge: isForgedChromium(bytes, browser, system)
    case .firefox: isForgedFirefox(bytes, system)
    case .safari: isForgedSafari(bytes, system)
    default: false
    }
  }

  private func isForgedChromium(
    _ bytes: Span<UInt8>, _ browser: Browser, _ system: OperatingSystem
  ) -> Bool {
    // What stands before it is another name, but in a view of the web: `Version/4.0`.
    let isChrome = Clues.stands(") Chrome", before: chromeEnd, in: bytes)
    guard
      isChrome || browser == .androidWebView || Clues.stands("CriOS", before: chromeEnd, in: bytes)
    else { return false }
    var cursor = HeaderCursor(at: chromeEnd)
    guard let version = ChromeVersion(at: &cursor, in: bytes) else { return false }
    if !version.hasPossibleBuild { return true }
    if browser == .edge { return isOfAnotherEdge(version, system) }

    guard browser == .chrome, isChrome,
      version.isBuiltTooOften || !isPossible(version, bytes, on: system)
    else { return false }
    _ = cursor.pass(" Mobile", in: bytes)
    return cursor.pass(" Safari/537.36", in: bytes) && cursor.place == bytes.count
  }

  /// Edge's major version has been Chromium's since it is made of it; on telephones that began later.
  private func isOfAnotherEdge(_ version: ChromeVersion, _ system: OperatingSystem) -> Bool {
    version.major >= 80 && !Clues.isNear(version.major, UInt32(browserVersion))
      && (system == .windows || system == .macOS)
  }

  /// Whether a system has had this version of Chrome.
  private func isPossible(
    _ version: ChromeVersion, _ bytes: Span<UInt8>, on system: OperatingSystem
  ) -> Bool {
    switch system {
    case .windows:
      if version.isReducedTooEarly { return false }
      return version.isBackported
        || !isBeyondWindows(version.major, LastVersions.chromeOnWindows, bytes, system)
    case .macOS:
      if version.isReducedTooEarly { return false }
      let release = SystemVersion(behind: "Macintosh; Intel Mac OS X ", in: bytes)
      return release?.canRun(version.major, LastVersions.chromeOnMacOS) ?? true
    case .android:
      // Others' telephones have Chromium of their makers.
      guard androidVersion < 10, let release = SystemVersion(behind: "Linux; Android ", in: bytes),
        let first = Clues.firstChrome(at: release.end, in: bytes)
      else { return true }
      return version.major >= first
        && release.canRun(version.major, LastVersions.chromeOnAndroid)
    // There Chrome is `CriOS`, and draws with Apple's engine.
    case .iOS, .iPadOS: return !Clues.stands("(iP", before: 15, in: bytes)
    default: return true
    }
  }

  /// The first Chrome of the device behind Android's version, of those that tools pretend to be.
  private static func firstChrome(at place: HeaderCursor, in bytes: Span<UInt8>) -> UInt32? {
    var start = place
    guard start.pass("; ", in: bytes) else { return nil }
    for device in EmulatedDevices.all {
      var cursor = start
      if cursor.pass(device.name, in: bytes), cursor.place < bytes.count,
        wordByte(bytes[cursor.place]) == 0
      {
        return device.first
      }
    }
    return nil
  }

  /// Firefox says its version twice, in `rv:`, too; those from 110 to 119 said 109, and so did the first builds
  /// of 120 (Mozilla's bug 1805967). Before 10, revisions were numbers of their own.
  private func isForgedFirefox(_ bytes: Span<UInt8>, _ system: OperatingSystem) -> Bool {
    let version = UInt32(browserVersion)
    guard version >= 10, revision > 0 else { return false }
    let isOfTwoVersions =
      !Clues.isNear(version, UInt32(revision))
      && !(revision == 109 && (110...120).contains(version))
    guard isOfTwoVersions || isBeyondWindows(version, LastVersions.firefoxOnWindows, bytes, system)
    else { return false }

    var cursor = HeaderCursor(behindFirstCommentOf: bytes)
    return cursor.pass(" Gecko/", in: bytes) && cursor.passVersion(in: bytes)
      && cursor.pass(" Firefox/", in: bytes) && cursor.passVersion(in: bytes)
      && cursor.place == bytes.count
  }

  /// Safari's engine has said the same version since Safari 11.1, and never the one that Chrome says; and on
  /// telephones Safari's version is the system's, until iOS 26 froze that at 18 (webkit.org).
  private func isForgedSafari(_ bytes: Span<UInt8>, _ system: OperatingSystem) -> Bool {
    let version = UInt32(safariVersion)
    guard version > 0 else { return false }
    var cursor = HeaderCursor(behindFirstCommentOf: bytes)
    guard cursor.pass(" AppleWebKit/", in: bytes) else { return false }
    var engine = cursor
    let isImpossible =
      switch system {
      case .iOS, .iPadOS:
        version >= 13 && !engine.pass("605.1.15 ", in: bytes) || engine.pass("537.36 ", in: bytes)
          || appleVersion >= 13 && version > appleVersion + 1
            && !(appleVersion == 18 && version >= 26)
      case .macOS: version >= 13 && !engine.pass("605.1.15 ", in: bytes)
      default: isBeyondWindows(version, LastVersions.safariOnWindows, bytes, system)
      }
    guard isImpossible, cursor.passVersion(in: bytes),
      cursor.pass(" (KHTML, like Gecko) Version/", in: bytes), cursor.passVersion(in: bytes)
    else { return false }
    if cursor.pass(" Mobile/", in: bytes) { cursor.passWord(in: bytes) }
    return cursor.pass(" Safari/", in: bytes) && cursor.passVersion(in: bytes)
      && cursor.place == bytes.count
  }

  /// Whether it is Windows, and one that the browser has left before this version.
  private func isBeyondWindows(
    _ version: UInt32, _ rows: [LastVersions.Row], _ bytes: Span<UInt8>, _ system: OperatingSystem
  ) -> Bool {
    guard system == .windows, let release = SystemVersion(behind: "Windows NT ", in: bytes) else {
      return false
    }
    return !release.canRun(version, rows)
  }

  /// Betas, and builds by others, have been one ahead.
  private static func isNear(_ one: UInt32, _ other: UInt32) -> Bool {
    one <= other + 1 && other <= one + 1
  }

  private static func stands(_ text: StaticString, before end: Int, in bytes: Span<UInt8>) -> Bool {
    var cursor = HeaderCursor(at: end - text.utf8CodeUnitCount)
    return cursor.pass(text, in: bytes)
  }
}
