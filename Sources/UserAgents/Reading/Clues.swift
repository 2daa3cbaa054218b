internal import Traffic

/// What one pass over a header has found: the evidence, before anything is concluded from it.
struct Clues {
  private(set) var bits: UInt64 = 0

  var browser = Browser.other
  var browserRank: UInt8 = 0
  var browserVersion: UInt16 = 0
  var system = OperatingSystem.other
  var systemRank: UInt8 = 0

  /// A program's own name.
  var bot = BotFamily.none
  /// A name that counts only where no browser engine is named.
  var guardedBot = BotFamily.none
  var guardedBotIsFirstWord = false
  /// A name that no browser and no application has, outside of comments.
  var outsideBot = BotFamily.none
  /// The class that a word such as `crawler` tells anywhere in a header.
  var strongClass = TrafficClass.unknown

  var chromeVersion: UInt16 = 0
  /// The offset of the first byte after the name of Chrome, 0 where there is none.
  var chromeEnd = 0
  var safariVersion: UInt16 = 0
  var revision: UInt16 = 0
  var tridentVersion: UInt16 = 0
  var explorerVersion: UInt16 = 0
  var androidVersion: UInt16 = 0
  var appleVersion: UInt16 = 0
  /// The offset of the first byte after `Android`, -1 where there is none.
  var androidEnd = -1
  /// Where the comment begins that names Android, -1 where none does.
  var androidComment = -1
  var wordCount = 0

  @inline(__always)
  subscript(clue: Clue) -> Bool {
    get { bits & clue.bit != 0 }
    set { if newValue { bits |= clue.bit } else { bits &= ~clue.bit } }
  }

  /// Whether the header names an engine that draws pages.
  var hasEngine: Bool {
    let engines =
      Clue.webKit.bit | Clue.gecko.bit | Clue.khtml.bit | Clue.trident.bit | Clue.presto.bit
    return bits & engines != 0
  }
}
