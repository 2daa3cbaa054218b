internal import Traffic

/// What a word or a phrase says about a client.
struct WordFacts {
  var browser = Browser.other
  var browserRank: UInt8 = 0
  var system = OperatingSystem.other
  var systemRank: UInt8 = 0
  var bot = BotFamily.none
  var clue = Clue.none
  var marks: Marks = []

  /// Whether the entry is more than the beginning of a phrase.
  @inline(__always)
  var saysSomething: Bool {
    clue != .none || isName
  }

  /// Whether it names a browser, a system or a program.
  @inline(__always)
  var isName: Bool { browserRank | systemRank != 0 || bot != .none }

  struct Marks: OptionSet {
    let rawValue: UInt8
    /// Some longer phrase begins with this one.
    static let continues = Marks(rawValue: 1)
    /// The browser counts inside a comment too.
    static let inComments = Marks(rawValue: 2)
    /// Counts with digits stuck to it.
    static let stem = Marks(rawValue: 4)
    /// The bot counts only where no browser engine is named.
    static let guarded = Marks(rawValue: 8)
    /// A guarded bot that counts behind a whole browser's header, too, outside of comments.
    static let outside = Marks(rawValue: 16)
  }
}
