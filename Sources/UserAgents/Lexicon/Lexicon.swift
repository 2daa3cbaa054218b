internal import Traffic

/// The words of user agents and what they say: an open-addressing table, built once from the rows in
/// `Tables/`, never written after.
struct Lexicon: Sendable {
  struct Entry {
    /// 0 marks an empty slot.
    var key: UInt64
    var facts: WordFacts
  }

  private(set) var entries: [Entry]
  private(set) var mask: Int

  static let shared = Lexicon()

  private init() {
    let slots = 1 << 13
    entries = Array(repeating: Entry(key: 0, facts: WordFacts()), count: slots)
    mask = slots - 1
    for row in Self.browserRows {
      add(row.words) { facts in
        guard row.rank > facts.browserRank else { return }
        facts.browser = row.browser
        facts.browserRank = row.rank
      }
    }
    for row in Self.systemRows {
      add(row.words) { facts in
        facts.system = row.system
        facts.systemRank = row.rank
      }
    }
    for row in Self.botRows {
      // A library's name says little beside a browser's; a headless browser's says all.
      let isTool = row.family.traffic == .tool && row.family != .headlessChrome
      add(row.words) { facts in
        facts.bot = row.family
        if isTool { facts.marks.insert(.guarded) }
      }
    }
    for row in Self.clueRows {
      add(row.words) { facts in facts.clue = row.clue }
    }
  }

  /// What is known of a hash.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  static func find(_ key: UInt64, in entries: Span<Entry>, mask: Int) -> WordFacts? {
    var slot = home(of: key, mask: mask)
    while true {
      let entry = entries[slot]
      if entry.key == key { return entry.facts }
      if entry.key == 0 { return nil }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private static func home(of key: UInt64, mask: Int) -> Int {
    Int(truncatingIfNeeded: (key ^ (key &>> 32)) &* 0x9e37_79b9_7f4a_7c15 &>> 40) & mask
  }
}

extension Lexicon {
  /// Adds each phrase of a row, and what its beginnings need to be found by.
  private mutating func add(_ words: String, _ change: (inout WordFacts) -> Void) {
    var marks: WordFacts.Marks = []
    var word = WordHash()
    var wordLength = 0
    var phrase: UInt64 = 0

    func joined() -> UInt64 {
      phrase == 0 ? word.value : WordHash.phrase(phrase, word.value)
    }
    func finish(_ lexicon: inout Lexicon) {
      guard wordLength > 0 || phrase != 0 else { return }
      let key = wordLength > 0 ? joined() : phrase
      lexicon.update(key) { facts in
        facts.marks.formUnion(marks)
        change(&facts)
      }
      marks = []
      word = WordHash()
      wordLength = 0
      phrase = 0
    }

    for byte in words.utf8 {
      switch byte {
      case UInt8(ascii: ","): finish(&self)
      case UInt8(ascii: "*"): marks.insert(.inComments)
      case UInt8(ascii: "#"): marks.insert(.stem)
      case UInt8(ascii: "?"): marks.insert(.guarded)
      default:
        let letter = wordByte(byte)
        if letter != 0 {
          word.add(letter)
          wordLength += 1
        } else if wordLength > 0 {
          phrase = joined()
          word = WordHash()
          wordLength = 0
          pending(phrase)
        }
      }
    }
    finish(&self)
  }

  private mutating func pending(_ phrase: UInt64) {
    update(phrase) { $0.marks.insert(.continues) }
  }

  private mutating func update(_ key: UInt64, _ change: (inout WordFacts) -> Void) {
    var slot = Self.home(of: key, mask: mask)
    while entries[slot].key != 0, entries[slot].key != key { slot = (slot + 1) & mask }
    entries[slot].key = key
    change(&entries[slot].facts)
  }
}
