internal import Traffic

/// Values as TOML writes them (https://toml.io/en/v1.0.0#string).
enum TOMLText {
  static func value(_ given: Settings.Given) -> String {
    switch given.setting.kind {
    case .flag, .number: given.words.first ?? "false"
    case .amount:
      given.words.first.map { Int($0) != nil || Double($0) != nil ? $0 : quoted($0) } ?? "0"
    case .text, .path: quoted(given.words.first ?? "")
    case .texts, .paths: list(given.words)
    }
  }

  static func list(_ words: [String]) -> String {
    "[" + words.map(quoted).joined(separator: ", ") + "]"
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20 || QuotedText.acts(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
