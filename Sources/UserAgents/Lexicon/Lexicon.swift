internal import Traffic

/// The words of user agents and what they say: an open-addressing table, built once from the rows in
/// `Tables/`, never written after.
struct Lexicon: Sendable {
  struct Entry {
    /// 0 marks an empty slot.
    var key: UInt64
    var facts: WordFacts
  }

  /// The number that phrases begin with which begin with one (`360 aphone browser`): no other has to be
  /// looked up where no phrase is under way.
  static let firstNumber = 360

  private static let slots = 1 << 14

  private(set) var entries = [Entry](
    repeating: Entry(key: 0, facts: WordFacts()), count: slots)

  static let shared = Lexicon()

  private init() {
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
  static func find(_ key: UInt64, in entries: Span<Entry>) -> WordFacts? {
    var slot = home(of: key)
    while true {
      let entry = entries[slot]
      if entry.key == key { return entry.facts }
      if entry.key == 0 { return nil }
      slot = (slot &+ 1) & (slots - 1)
    }
  }

  /// The upper bits of a hash: those that all of the word's bytes had a part in.
  @inline(__always)
  private static func home(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: key &>> 48) & (slots - 1)
  }
}

extension Lexicon {
  /// Adds each phrase of a row, and what its beginnings need to be found by.
  private mutating func add(_ words: String, _ change: (inout WordFacts) -> Void) {
    var marks: WordFacts.Marks = []
    var phrase: UInt64 = 0

    func finish(_ lexicon: inout Lexicon) {
      guard phrase != 0 else { return }
      lexicon.update(phrase) { facts in
        facts.marks.formUnion(marks)
        change(&facts)
      }
      marks = []
      phrase = 0
    }

    let bytes = words.utf8.span
    var index = 0
    while index < bytes.count {
      let word = Word(from: index, in: bytes)
      if word.isEmpty {
        switch bytes[index] {
        case UInt8(ascii: ","): finish(&self)
        case UInt8(ascii: "*"): marks.insert(.inComments)
        case UInt8(ascii: "#"): marks.insert(.stem)
        case UInt8(ascii: "?"): marks.insert(.guarded)
        case UInt8(ascii: "!"): marks.formUnion([.guarded, .outside])
        default: break
        }
        index += 1
      } else {
        if phrase != 0 { update(phrase) { $0.marks.insert(.continues) } }
        phrase = phrase == 0 ? word.hash : WordHash.phrase(phrase, word.hash)
        index = word.end
      }
    }
    finish(&self)
  }

  private mutating func update(_ key: UInt64, _ change: (inout WordFacts) -> Void) {
    var slot = Self.home(of: key)
    while entries[slot].key != 0, entries[slot].key != key { slot = (slot + 1) & (Self.slots - 1) }
    entries[slot].key = key
    change(&entries[slot].facts)
  }
}
