import Testing
import Traffic

@testable import UserAgents

@Suite("Tables")
struct TableTests {
  @Test("A model's beginning belongs to one class of device, and is short enough to be found")
  func prefixes() {
    var classes: [Substring: DeviceClass] = [:]
    for row in ModelLexicon.rows {
      for prefix in row.prefixes.split(whereSeparator: \.isWhitespace) {
        let known = classes.updateValue(row.device, forKey: prefix)
        #expect(known == nil, "\(prefix) twice")
        #expect(prefix.utf8.count <= ModelLexicon.longestPrefix, "\(prefix)")
        #expect(prefix == prefix.lowercased(), "\(prefix)")
      }
    }
  }

  @Test("A program's name belongs to one family, and tells it")
  func botWords() {
    var families: [String: BotFamily] = [:]
    for row in Lexicon.botRows {
      for word in words(of: row.words) {
        let known = families.updateValue(row.family, forKey: word)
        #expect(known == nil, "\(word) twice")
        #expect(client(of: word).device == .bot, "\(word)")
      }
    }
  }

  @Test("A browser's name belongs to one browser, and a system's to one system")
  func names() {
    var browsers: [String: Browser] = [:]
    for row in Lexicon.browserRows {
      for word in words(of: row.words) {
        let known = browsers.updateValue(row.browser, forKey: word)
        #expect(known == nil, "\(word) twice")
      }
    }
    var systems: [String: OperatingSystem] = [:]
    for row in Lexicon.systemRows {
      for word in words(of: row.words) {
        let known = systems.updateValue(row.system, forKey: word)
        #expect(known == nil, "\(word) twice")
      }
    }
  }

  @Test("Phrases begin with no number but the one that is looked up")
  func numbers() {
    let rows =
      Lexicon.botRows.map(\.words) + Lexicon.browserRows.map(\.words)
      + Lexicon.systemRows.map(\.words) + Lexicon.clueRows.map(\.words)
    let numbers = rows.flatMap { words(of: $0) }
      .compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
    #expect(Set(numbers) == [Lexicon.firstNumber])
  }

  @Test("The tables leave room to end a search soon")
  func load() {
    let words = Lexicon.shared.entries.count { $0.key != 0 }
    #expect(words * 2 < Lexicon.shared.entries.count, "\(words) words")
    let models = ModelLexicon.shared.entries.count { $0.key != 0 }
    #expect(models * 2 < ModelLexicon.shared.entries.count, "\(models) prefixes")
  }

  @Test("Names of browsers and systems are different from each other")
  func closedSets() {
    #expect(Set(Browser.allCases.map(\.name)).count == Browser.allCases.count)
    #expect(Set(OperatingSystem.allCases.map(\.name)).count == OperatingSystem.allCases.count)
    #expect(Set(TrafficClass.allCases.map(\.name)).count == TrafficClass.allCases.count)
  }

  /// The words of a row, without their marks.
  private func words(of row: String) -> [String] {
    row.split(separator: ",").map { word in
      word.drop { $0.isWhitespace || "*#?".contains($0) }
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }
}
