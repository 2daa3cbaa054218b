import Traffic

extension Report {
  /// The rows as comma-separated values (RFC 4180), lines ended by CR LF, with a line of names.
  ///
  /// Numbers are exact, sizes are bytes, times milliseconds, shares go from 0 to 1. Several tables become one, with
  /// the name of the table in front and empty fields where a table has no such column. Where a
  /// period is compared, what was counted before is in columns whose names end in `_before`. Totals,
  /// notes and annotations are left out. A text that a spreadsheet would take for a formula gets a `'` in front.
  ///
  /// - Complexity: O(*n*) in the rows.
  public func csv() -> String {
    let isOne = tables.count == 1
    let tables = tables.map(\.withEarlier)
    var columns = tables.flatMap(\.columns)
    // What rows are about comes before what was counted, as it does in a single table.
    if !isOne { columns = columns.filter(\.isLabel) + columns.filter { !$0.isLabel } }
    var names: [String] = []
    for column in columns where !names.contains(column.name) { names.append(column.name) }
    var text = Report.line((isOne ? [] : ["table"]) + names)
    for table in tables {
      let positions = names.map { name in table.columns.firstIndex { $0.name == name } }
      for row in table.rows {
        let fields = positions.map { position in position.map { row[$0].field } ?? "" }
        text += Report.line((isOne ? [] : [table.name]) + fields)
      }
    }
    return text
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(quotedIfNeeded).joined(separator: ",") + "\r\n"
  }

  private static func quotedIfNeeded(_ field: String) -> String {
    let bytes = field.utf8
    let needsQuotes =
      bytes.first == space || bytes.last == space
      || bytes.contains { $0 == quote || $0 == comma || $0 == carriageReturn || $0 == lineFeed }
    guard needsQuotes else { return field }
    // By scalars, not by characters: a quote with an accent on it is a quote all the same.
    var quoted = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private static let (space, quote, comma) = (
    UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: ",")
  )
  private static let (carriageReturn, lineFeed) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
}

extension Report.Column {
  fileprivate var isLabel: Bool { kind == .text || kind == .time }
}

extension Report.Cell {
  /// The value as a field of CSV, before quoting.
  fileprivate var field: String {
    switch self {
    case .none: ""
    case .number(let number): String(number)
    case .share(let share): NumberText.fraction(share)
    case .milliseconds(let time): NumberText.exactMilliseconds(time)
    case .text(let text): guarded(text)
    }
  }

  /// Text that no spreadsheet takes for a formula (OWASP, "CSV Injection").
  private func guarded(_ text: String) -> String {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠":
      "'" + QuotedText.harmless(text)
    default: QuotedText.harmless(text)
    }
  }
}
