internal import Traffic

/// Reads a header once, byte by byte: words, phrases of them, versions after them, and the marks
/// between them.
struct HeaderReader {
  private(set) var clues = Clues()

  /// Open parentheses. A header that closes more than it opens stays at 0.
  private var depth = 0
  /// Phrases that the words so far may be the beginning of; 0 is none.
  private var heads: (UInt64, UInt64) = (0, 0)
  /// The word before was `like`: what follows is what the client is not.
  private var afterLike = false
  private var negatedWord = false
  /// The number of the word that named a program last.
  private var lastBotWord = -10

  /// Reads the header.
  ///
  /// - Complexity: O(*n*), without allocation.
  mutating func read(_ bytes: Span<UInt8>, lexicon: Span<Lexicon.Entry>, mask: Int) {
    var index = 0
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      if wordByte(byte) == 0 {
        passMark(byte, at: index, in: bytes)
        index += 1
        continue
      }
      let start = index
      negatedWord = false
      var word = WordHash()
      var stem = WordHash()
      var stemEnd = -1
      repeat {
        let letter = wordByte(bytes[index])
        if letter == 0 { break }
        if stemEnd < 0, isDigit(letter) {
          stem = word
          stemEnd = index
        }
        word.add(letter)
        index += 1
      } while index < end
      clues.wordCount += 1
      var known = false
      if let facts = Lexicon.find(word.value, in: lexicon, mask: mask) {
        known = facts.saysSomething
        note(facts, from: start, to: index, versionAt: index, in: bytes)
        follow(
          word.value, continues: facts.marks.contains(.continues), lexicon, mask, start, index,
          bytes)
      } else {
        if stemEnd > start, let facts = Lexicon.find(stem.value, in: lexicon, mask: mask),
          facts.marks.contains(.stem)
        {
          known = true
          note(facts, from: start, to: stemEnd, versionAt: stemEnd, in: bytes)
        }
        follow(word.value, continues: false, lexicon, mask, start, index, bytes)
      }
      if !known, clues.strongClass == .unknown, !isInModel {
        clues.strongClass = WordShape.strongClass(of: bytes, from: start, to: index)
      }
    }
  }

  /// Whether the reader stands where an Android header names its device.
  private var isInModel: Bool { inModelComment && !clues[.compatible] }
  /// The comment that names Android is still open.
  private var inModelComment = false
  /// `(KHTML, like Gecko` is still open.
  private var inEngineComment = false

  @inline(__always)
  private mutating func passMark(_ byte: UInt8, at index: Int, in bytes: Span<UInt8>) {
    switch byte {
    case UInt8(ascii: "("):
      depth += 1
      heads = (0, 0)
    case UInt8(ascii: ")"):
      if depth > 0 { depth -= 1 }
      if depth == 0 { inModelComment = false }
      inEngineComment = false
      heads = (0, 0)
      afterLike = false
    case UInt8(ascii: ";") where inEngineComment:
      clues[.engineAside] = true
      heads = (0, 0)
      afterLike = false
    case UInt8(ascii: ";"), UInt8(ascii: ","):
      heads = (0, 0)
      afterLike = false
    case UInt8(ascii: ":"):
      // Some scheme, or `http:` cut short.
      if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "/"),
        bytes[index + 2] == UInt8(ascii: "/")
      {
        clues[.url] = true
        // Browsers' own comments may hold an address of the web (toolbars left them); nothing puts one
        // behind the browser's name.
        if depth == 0 { clues[.plusURL] = true }
      }
    case UInt8(ascii: "@"):
      if index > 0, wordByte(bytes[index - 1]) != 0, isHost(after: index, in: bytes) {
        clues[.address] = true
      }
    case UInt8(ascii: "+"):
      if index + 1 < bytes.count,
        bytes[index + 1] | 0x20 == UInt8(ascii: "h") || bytes[index + 1] | 0x20 == UInt8(ascii: "w")
      {
        clues[.plusURL] = true
      }
    default:
      break
    }
  }

  /// Whether a host's name follows: letters, then a dot. Not a locale (`th-TH@calendar=gregorian`,
  /// `de_DE@euro`) nor a version (`ios@3.0`).
  private func isHost(after index: Int, in bytes: Span<UInt8>) -> Bool {
    var place = index + 1
    guard place < bytes.count, wordByte(bytes[place]) != 0, !isDigit(bytes[place]) else {
      return false
    }
    let last = min(bytes.count, place + 64)
    while place < last, wordByte(bytes[place]) != 0 || bytes[place] == UInt8(ascii: "-") {
      place += 1
    }
    return place < last && bytes[place] == UInt8(ascii: ".")
  }

  /// Tries the word as the next of the phrases that are under way.
  @inline(__always)
  private mutating func follow(
    _ word: UInt64, continues: Bool, _ lexicon: Span<Lexicon.Entry>, _ mask: Int, _ start: Int,
    _ end: Int, _ bytes: Span<UInt8>
  ) {
    // The phrase that began later comes first, so that the longer one has the last word.
    let later = heads.1 == 0 ? 0 : step(heads.1, word, lexicon, mask, start, end, bytes)
    let earlier = heads.0 == 0 ? 0 : step(heads.0, word, lexicon, mask, start, end, bytes)
    var next = earlier == 0 ? (later, 0) : (earlier, later)
    if continues, !negatedWord {
      if next.0 == 0 { next.0 = word } else { next.1 = word }
    }
    heads = next
  }

  /// Adds the word to one phrase; its hash where it may go on, else 0.
  @inline(__always)
  private mutating func step(
    _ head: UInt64, _ word: UInt64, _ lexicon: Span<Lexicon.Entry>, _ mask: Int, _ start: Int,
    _ end: Int, _ bytes: Span<UInt8>
  ) -> UInt64 {
    let phrase = WordHash.phrase(head, word)
    guard let facts = Lexicon.find(phrase, in: lexicon, mask: mask) else { return 0 }
    note(facts, from: start, to: end, versionAt: end, in: bytes, isPhrase: true)
    return facts.marks.contains(.continues) ? phrase : 0
  }

  private mutating func note(
    _ facts: WordFacts, from start: Int, to end: Int, versionAt place: Int, in bytes: Span<UInt8>,
    isPhrase: Bool = false
  ) {
    if facts.clue != .none { note(facts.clue, endingAt: place, in: bytes, isPhrase: isPhrase) }
    let negated = afterLike && facts.clue != .like && !isPhrase
    if facts.clue != .like { afterLike = false }
    negatedWord = negated

    if isBetter(facts, at: place, in: bytes), !negated {
      clues.browser = facts.browser
      clues.browserRank = facts.browserRank
      clues.browserVersion = Version.major(after: place, in: bytes)
    }
    if facts.browser == .chrome, !negated, clues.chromeVersion == 0 {
      clues.chromeVersion = Version.major(after: place, in: bytes)
    }
    if facts.systemRank > clues.systemRank, !negated, mayTellSystem(facts.system) {
      clues.system = facts.system
      clues.systemRank = facts.systemRank
    }
    if facts.bot != .none, !isInModel, !negated { note(facts.bot, facts.marks, isPhrase: isPhrase) }
  }

  /// A program's name: the first counts, but a phrase outdoes its own words (`python-requests`,
  /// `python`), and a purpose outdoes the library that serves it (`http.rb/5 (Mastodon/4)`).
  private mutating func note(_ bot: BotFamily, _ marks: WordFacts.Marks, isPhrase: Bool) {
    let continuesLast = isPhrase && clues.wordCount - lastBotWord <= 2
    if !marks.contains(.guarded) {
      if clues.bot == .none || continuesLast { clues.bot = bot }
    } else {
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
  @inline(__always)
  private func isBetter(_ facts: WordFacts, at place: Int, in bytes: Span<UInt8>) -> Bool {
    if facts.browserRank == 0 || facts.browserRank < clues.browserRank { return false }
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
    case .khtml:
      if depth > 0, clues[.webKit] { inEngineComment = true }
    case .android:
      if afterLike { return }
      if depth > 0 { inModelComment = true }
      if clues.androidEnd < 0 {
        clues.androidEnd = end
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
    default:
      break
    }
    clues[clue] = true
  }
}
