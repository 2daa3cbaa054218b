internal import Traffic

extension Clues {
  /// Whether this is the header of a browser that cannot exist: programs make them up of parts that do not go
  /// together. What is impossible counts, not what is unusual: an old browser may be somebody's.
  ///
  /// - Complexity: O(1) but for telephones that tools pretend to be; without allocation.
  func isForged(_ bytes: Span<UInt8>, browser: Browser, on system: OperatingSystem) -> Bool {
    if browser == .firefox { return hasOtherRevision }
    let isByName = Clues.text("Chrome", standsAt: chromeEnd - 6, in: bytes)
    guard isByName || Clues.text("CriOS", standsAt: chromeEnd - 5, in: bytes) else { return false }
    // On Apple's telephones Chrome is Safari's engine under the name of CriOS.
    if isByName, browser == .chrome, system == .iOS || system == .iPadOS { return true }
    var version = ChromiumVersion(after: chromeEnd, in: bytes)
    // Others put numbers of their own in its place.
    if browser != .chrome && browser != .androidWebView { version.patch = 0 }
    if !version.isPossible { return true }
    return browser == .chrome && isBeyond(version.major, bytes, system)
  }

  /// Whether Firefox says two versions of itself: `rv:` is its own, but for those from 110 to 120, which all
  /// said 109 (Mozilla's bug 1805967).
  private var hasOtherRevision: Bool {
    guard self[.gecko], revision >= 5, browserVersion >= 5, revision != browserVersion else {
      return false
    }
    return !(revision == 109 && (110...120).contains(browserVersion))
  }

  /// Whether a system never had this version of Chrome. Since version 107 it says the same of all systems of
  /// a kind (Chromium, "User-Agent reduction"), so others can only be older.
  private func isBeyond(
    _ major: UInt16, _ bytes: Span<UInt8>, _ system: OperatingSystem
  ) -> Bool {
    /// Behind `Mozilla/5.0 (`.
    let start = 13
    switch system {
    case .windows:
      guard Clues.text("Windows NT ", standsAt: start, in: bytes), start + 13 < bytes.count else {
        return false
      }
      return bytes[start + 12] == UInt8(ascii: ".") && bytes[start + 11] < UInt8(ascii: "7")
        && major >= 110
    case .macOS:
      let text: StaticString = "Macintosh; Intel Mac OS X 10_"
      guard Clues.text(text, standsAt: start, in: bytes) else { return false }
      let release = Version.major(after: start + text.utf8CodeUnitCount - 1, in: bytes)
      return release <= 12 && major >= 104 || release <= 14 && major >= 117
    case .android:
      guard androidVersion < 9, major > 71 else { return false }
      return BrowserBuilds.presets.contains { preset in
        major > preset.last && Clues.text(preset.text, standsIn: bytes)
      }
    default:
      return false
    }
  }

  /// Whether a text stands at a place.
  private static func text(_ text: StaticString, standsAt start: Int, in bytes: Span<UInt8>) -> Bool
  {
    guard start >= 0, start + text.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<text.utf8CodeUnitCount {
      // SAFETY: the text has that many bytes.
      if unsafe text.utf8Start[index] != bytes[start + index] { return false }
    }
    return true
  }

  private static func text(_ text: StaticString, standsIn bytes: Span<UInt8>) -> Bool {
    bytes.indices.contains { Clues.text(text, standsAt: $0, in: bytes) }
  }
}

/// `135.0.7049.96`: a version of Chromium, with a build and a patch that are 0 where none is told.
private struct ChromiumVersion {
  var major: UInt16 = 0
  private var minor: UInt32 = 0
  private var build: UInt32 = 0
  var patch: UInt32 = 0

  /// The version behind a name and a slash.
  init(after end: Int, in bytes: Span<UInt8>) {
    var index = end
    func number() -> UInt32 {
      guard index < bytes.count, bytes[index] == UInt8(ascii: index == end ? "/" : ".") else {
        return 0
      }
      index += 1
      var number: UInt32 = 0
      while index < bytes.count, (0x30...0x39).contains(bytes[index]), number < 100_000 {
        number = number * 10 + UInt32(bytes[index] - 0x30)
        index += 1
      }
      return number
    }
    major = UInt16(clamping: number())
    minor = number()
    build = number()
    patch = number()
  }

  /// Whether the build is one of the major version's, and the patch one that Chromium counts to.
  var isPossible: Bool {
    // Reduced versions have no build, and those with a minor version count in ways of their own.
    guard minor == 0, build > 0, major >= BrowserBuilds.first else { return true }
    let branches = BrowserBuilds.branches
    let place = Int(major) - BrowserBuilds.first
    guard place < branches.count else { return build > UInt32(branches[branches.count - 1]) }
    if build > UInt32(branches[place]) || place > 0 && build <= UInt32(branches[place - 1]) {
      return false
    }
    return patch < 1000
  }
}
