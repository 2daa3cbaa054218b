internal import Traffic

extension HeaderReader {
  /// Takes notice of what a word or a phrase says.
  @inline(__always)
  mutating func note(
    _ facts: WordFacts, from start: Int, to end: Int, versionAt place: Int, in bytes: Span<UInt8>,
    isPhrase: Bool = false
  ) {
    if facts.clue.isPlain {
      clues[facts.clue] = true
    } else if facts.clue != .none {
      // `iPh14,7` is an iPhone, `MSIE 8.0; ... IPH 1.1.21.4019` has a toolbar.
      if facts.clue == .iPhone, end - start == 3, place >= bytes.count || !isDigit(bytes[place]) {
        return
      }
      note(facts.clue, endingAt: place, in: bytes, isPhrase: isPhrase)
    }
    let negated = afterLike && facts.clue != .like && !isPhrase
    if facts.clue != .like { afterLike = false }
    negatedWord = negated
    guard facts.isName, !negated else { return }

    if facts.browserRank != 0 { noteBrowser(facts, at: place, in: bytes) }
    if facts.systemRank > clues.systemRank, mayTellSystem(facts.system) {
      clues.system = facts.system
      clues.systemRank = facts.systemRank
    }
    // A device may be called `Robot`; a program that pretends to be one says its name behind it.
    if facts.bot != .none, !isInModel || facts.marks.contains(.inComments) {
      note(facts.bot, facts.marks, isPhrase: isPhrase)
    }
  }

  /// Takes notice of a browser's name.
  @inline(__always)
  private mutating func noteBrowser(_ facts: WordFacts, at place: Int, in bytes: Span<UInt8>) {
    let isBetter = isBetter(facts, at: place, in: bytes)
    let isFirstChrome = facts.browser == .chrome && clues.chromeVersion == 0
    guard isBetter || isFirstChrome else { return }
    let version = Version.major(after: place, in: bytes)
    if isBetter {
      clues.browser = facts.browser
      clues.browserRank = facts.browserRank
      clues.browserVersion = version
      if facts.browser == .puffin { notePuffin(at: place, in: bytes) }
    }
    if isFirstChrome {
      clues.chromeVersion = version
      clues.chromeEnd = place
    }
  }

  /// Puffin draws pages on its maker's servers, so its header begins like Linux's; the letters behind its
  /// version tell what it runs on: `Puffin/7.5.0.20369AP`, A for Android, I for iOS, P for telephones, T for
  /// tablets.
  private mutating func notePuffin(at place: Int, in bytes: Span<UInt8>) {
    var index = place + 1
    while index < bytes.count, isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
      index += 1
    }
    // Some stand behind an M.
    if index + 2 < bytes.count, bytes[index] == UInt8(ascii: "M") { index += 1 }
    guard index + 1 < bytes.count, index > place + 1 else { return }
    let isTablet = bytes[index + 1] == UInt8(ascii: "T")
    guard isTablet || bytes[index + 1] == UInt8(ascii: "P") else { return }
    switch bytes[index] {
    case UInt8(ascii: "A"):
      clues[isTablet ? .tablet : .mobile] = true
      clues.system = .android
    case UInt8(ascii: "I"):
      clues[isTablet ? .iPad : .iPhone] = true
      clues.system = .iOS
    default:
      return
    }
    clues.systemRank = .max
  }

  /// A program's name: the first counts, but a phrase outdoes its own words (`python-requests`,
  /// `python`), and a purpose outdoes the library that serves it (`http.rb/5 (Mastodon/4)`).
  private mutating func note(_ bot: BotFamily, _ marks: WordFacts.Marks, isPhrase: Bool) {
    let continuesLast = isPhrase && clues.wordCount - lastBotWord <= 2
    if !marks.contains(.guarded) {
      if clues.bot == .none || continuesLast { clues.bot = bot }
    } else {
      if marks.contains(.outside), depth == 0, clues.outsideBot == .none || continuesLast {
        clues.outsideBot = bot
      }
      let isTool = bot.traffic == .tool
      guard depth == 0 || !isTool else { return }
      guard
        clues.guardedBot == .none || continuesLast || !isTool && clues.guardedBot.traffic == .tool
      else { return }
      if !continuesLast || clues.guardedBot == .none {
        clues.guardedBotIsFirstWord = clues.wordCount <= 2
      }
      clues.guardedBot = bot
    }
    lastBotWord = clues.wordCount
  }

  /// Whether a browser's name outranks the one found before. Inside the comment that names an Android
  /// device only `Name/version` does: the rest are names of devices (`Maple-II`, `Moto Edge`).
  private func isBetter(_ facts: WordFacts, at place: Int, in bytes: Span<UInt8>) -> Bool {
    if facts.browserRank < clues.browserRank { return false }
    if facts.browserRank == clues.browserRank {
      // `Opera Mobi/ADR-1 ... Opera 11.00`: the later one has the version.
      guard facts.browser == clues.browser, clues.browserVersion == 0 else { return false }
    }
    if depth == 0 { return true }
    guard facts.marks.contains(.inComments) else { return false }
    return !isInModel || place < bytes.count && bytes[place] == UInt8(ascii: "/")
  }

  /// Whether a system's name counts here: an Android device may be called `BlackBerry` or `S60`.
  @inline(__always)
  private func mayTellSystem(_ system: OperatingSystem) -> Bool {
    if !isInModel { return true }
    switch system {
    case .android, .harmonyOS, .chromeOS, .windowsPhone, .linux: return true
    default: return false
    }
  }

  /// `(Linux; SM-J210F Build/MMB29Q)`: only Android names a build so, wherever its own name has gone.
  private mutating func noteBuild(endingAt end: Int, in bytes: Span<UInt8>) {
    if isInModel, isTelevisionBuild(after: end, in: bytes) { clues[.tv] = true }
    guard clues.androidEnd < 0, clues.system == .linux, clues[.mozilla], depth == 1,
      end < bytes.count, bytes[end] == UInt8(ascii: "/"), !clues[.tv]
    else { return }
    clues[.android] = true
    // What took that away took `Mobile` away, too.
    clues[.mobile] = true
    clues.androidEnd = commentStart
    clues.system = .android
    inModelComment = true
  }

  /// Whether a build is of Android's branches for televisions: the letter of a release (N is Android 7, Z
  /// will be the last), a T, a letter, and one more sign before a dot (`PTT1.190515`, `UTTK.241112`).
  private func isTelevisionBuild(after end: Int, in bytes: Span<UInt8>) -> Bool {
    guard end + 5 < bytes.count, bytes[end] == UInt8(ascii: "/"),
      bytes[end + 2] == UInt8(ascii: "T"), bytes[end + 5] == UInt8(ascii: ".")
    else { return false }
    switch (bytes[end + 1], bytes[end + 3]) {
    case (UInt8(ascii: "N")...UInt8(ascii: "Z"), UInt8(ascii: "A")...UInt8(ascii: "Z")): return true
    default: return false
    }
  }

  private mutating func note(
    _ clue: Clue, endingAt end: Int, in bytes: Span<UInt8>, isPhrase: Bool
  ) {
    switch clue {
    case .version:
      if clues.safariVersion == 0 { clues.safariVersion = Version.major(after: end, in: bytes) }
    case .revision:
      if clues.revision == 0 { clues.revision = Version.major(after: end, in: bytes) }
    case .tv, .console, .wearable, .appliance, .featurePhone, .desktop:
      // What an Android device is called is read later, as a whole; but a phrase is no accident
      // (`UHD Android TV`).
      if isInModel, !(isPhrase && clue == .tv) { return }
      // `CrKey/1.56 DeviceType/SmartSpeaker`: a loudspeaker casts as televisions do.
      if clue == .appliance, isPhrase { clues[.tv] = false }
    case .khtml:
      if depth > 0, clues[.webKit] { inEngineComment = true }
    case .android:
      if afterLike { return }
      if depth > 0 { inModelComment = true }
      if clues.androidEnd < 0 {
        clues.androidEnd = end
        if depth > 0 { clues.androidComment = commentStart }
        clues.androidVersion = Version.major(after: end, in: bytes)
      }
    case .tizen:
      if clues.androidEnd < 0 { clues.androidEnd = end }
    case .appleOS:
      if clues.appleVersion == 0 { clues.appleVersion = Version.major(after: end, in: bytes) }
    case .trident:
      // `Trident/7.0`, and `MSIE 7.0`, which compatibility views send whatever they are.
      if bytes[end - 1] | 0x20 == UInt8(ascii: "t") {
        if clues.tridentVersion == 0 { clues.tridentVersion = Version.major(after: end, in: bytes) }
      } else if clues.explorerVersion == 0 {
        clues.explorerVersion = Version.major(after: end, in: bytes)
      }
    case .like:
      afterLike = true
      return
    case .gecko, .iPhone, .iPad, .mobile:
      if afterLike { return }
    case .wire:
      if depth > 0, end < bytes.count, bytes[end] == UInt8(ascii: ")") { clues[.tv] = true }
      return
    case .build:
      noteBuild(endingAt: end, in: bytes)
      return
    default:
      break
    }
    clues[clue] = true
  }
}
