internal import Foundation
internal import Traffic
internal import TrafficStore

/// Which sites a shell offers for a command line that is being typed.
///
/// The shell calls the program for it, between two keys: so nothing is said, whatever is wrong, and nobody
/// is waited for.
enum SiteCompletion {
  /// The sites of the database that a command line names with `--db`; none where it names none, or it cannot
  /// be read.
  ///
  /// - Parameter words: The command line as it was typed, quotes and all.
  /// - Complexity: O(*n*) in the sites of the database.
  static func names(for words: [String]) -> [String] {
    guard let path = database(in: words),
      let archive = try? TrafficArchive(path: path, busyTimeout: 0),
      let sites = try? archive.read({ try $0.sites() })
    else { return [] }
    return sites.map(\.name).filter(isHarmless)
  }

  /// Whether a name is only letters, digits, dots, hyphens and underscores.
  ///
  /// A shell expands what it is offered: a database that somebody else made may have a command for a name. Names
  /// in parentheses are no sites to ask for.
  private static func isHarmless(_ name: String) -> Bool {
    SiteName(name)?.text == name && !name.hasPrefix("-")
  }

  /// The last value of `--db`. A shell may make one word or three of `--db=traffic.sqlite`.
  static func database(in words: [String]) -> String? {
    var value: String?
    for (index, word) in words.enumerated() {
      if word.hasPrefix("--db=") { value = String(word.dropFirst(5)) }
      guard word == "--db" else { continue }
      let rest = words[(index + 1)...]
      value = rest.first == "=" ? rest.dropFirst().first : rest.first
    }
    return value.map(unquoted).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A word as the shell would hand it on, but for variables and commands in it: those stay as they are.
  private static func unquoted(_ word: String) -> String {
    var text = ""
    var quote: Character?
    var isEscaped = false
    for letter in word {
      if isEscaped {
        // Within double quotes, a backslash is only special before a few characters.
        if quote == "\"", !"\"\\$`".contains(letter) { text.append("\\") }
        text.append(letter)
        isEscaped = false
      } else if letter == "\\", quote != "'" {
        isEscaped = true
      } else if letter == quote {
        quote = nil
      } else if quote == nil, letter == "'" || letter == "\"" {
        quote = letter
      } else {
        text.append(letter)
      }
    }
    let home = word.hasPrefix("~/") ? ProcessInfo.processInfo.environment["HOME"] : nil
    return home.map { $0 + text.dropFirst() } ?? text
  }
}
