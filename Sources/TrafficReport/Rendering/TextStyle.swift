internal import Traffic

/// What a text is going to be shown on.
public struct TextStyle: Hashable, Sendable {
  /// The most columns a line may take up.
  public var width: Int
  /// Whether headings may be set in bold by escape sequences.
  public var isBold: Bool
  /// Whether there are more letters than those of ASCII, for bars and ellipses.
  public var isUnicode: Bool
  /// Of numbers, and of the words around them.
  public var language: Language

  public init(
    width: Int = 80, isBold: Bool = false, isUnicode: Bool = true, language: Language = .english
  ) {
    self.width = width
    self.isBold = isBold
    self.isUnicode = isUnicode
    self.language = language
  }

  var numbers: NumberText { NumberText(language, on: isUnicode ? .terminal : .ascii) }

  var words: TextWords { TextWords(language) }

  /// A value for people, in a column of this kind.
  func text(_ cell: Report.Cell, _ kind: Report.Column.Kind) -> String {
    switch cell {
    case .none: kind == .count || kind == .bytes ? "-" : ""
    case .text(let text): QuotedText.harmless(text)
    case .number(let number): kind == .bytes ? numbers.bytes(number) : numbers.count(number)
    case .share(let share): (kind == .change && share > 0 ? "+" : "") + numbers.share(share)
    case .milliseconds(let time): numbers.milliseconds(time)
    }
  }

  var ellipsis: String { isUnicode ? "…" : "..." }

  func heading(_ text: String) -> String { isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// A bar of up to `width` columns for a part of the greatest value.
  func bar(_ value: Int64, of most: Int64, width: Int) -> String {
    guard most > 0, value > 0 else { return "" }
    let full = Double(value) / Double(most) * Double(width)
    guard isUnicode else { return String(repeating: "#", count: max(1, Int(full.rounded()))) }
    let eighths = max(1, Int((full * 8).rounded()))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  /// A mark of one column for a part of the greatest value.
  func mark(_ value: Int64, of most: Int64) -> String {
    guard most > 0, value > 0 else { return isUnicode ? "·" : "0" }
    let part = Double(value) / Double(most)
    if isUnicode {
      let marks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
      return marks[min(7, Int((part * 8).rounded(.up)) - 1)]
    }
    return String(max(1, min(9, Int((part * 9).rounded()))))
  }

  /// The text in lines of at most `width` columns, broken between words.
  func wrapped(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, DisplayWidth.of(last) + 1 + DisplayWidth.of(String(word)) <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}
