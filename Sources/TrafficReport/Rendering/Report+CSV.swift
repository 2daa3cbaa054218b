import Traffic

extension Report {
  /// The rows as comma-separated values (RFC 4180), lines ended by CR LF, with a line of names.
  ///
  /// Numbers are exact, sizes are bytes, times milliseconds, shares go from 0 to 1. Of several tables, each number is a
  /// line: their columns differ, and as one wide table most fields would be empty. Where a period is compared, what was
  /// counted before is in columns whose names end in `_before`, or in the column `before`. Totals, notes and annotations
  /// are left out. A text that a spreadsheet would take for a formula gets a `'` in front.
  ///
  /// - Complexity: O(*n*) in the rows.
  public func csv() -> String {
    tables.count == 1 ? Report.wide(tables[0].withEarlier) : long
  }

  private static func wide(_ table: Table) -> String {
    ([table.columns.map(\.name)] + table.rows.map { $0.map(\.field) }).map(line).joined()
  }

  /// `table,name,measure,value`, with a further `name_2` where some table's rows have two names, and `before` where some
  /// table is compared. A number that is not known is a line with an empty value.
  private var long: String {
    let most = max(tables.map { $0.columns.count(where: \.isLabel) }.max() ?? 1, 1)
    let isCompared = tables.contains { $0.earlier != nil }
    var text = Report.line(
      ["table", "name"] + (1..<most).map { "name_\($0 + 1)" } + ["measure", "value"]
        + (isCompared ? ["before"] : []))
    for table in tables {
      let places = table.columns.indices
      let labels = places.filter { table.columns[$0].isLabel }
      for (number, row) in table.rows.enumerated() {
        let names = labels.map { row[$0].field }
        let start = [table.name] + names + Array(repeating: "", count: most - names.count)
        for place in places where !table.columns[place].isLabel {
          let before =
            table.earlier?.rows.indices.contains(number) == true
            ? table.earlier?.rows[number][place].field : nil
          text += Report.line(
            start + [table.columns[place].name, row[place].field]
              + (isCompared ? [before ?? ""] : []))
        }
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
