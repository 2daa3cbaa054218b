import Traffic

/// A table laid out in columns: names on the left, numbers flush right, a bar where there is room.
struct TextTable {
  private let table: Report.Table
  private let style: TextStyle
  private let isBrief: Bool
  /// The `--limit` that shows all rows.
  private let limitOfAll: Int
  /// Headings, rows and totals as text, without bars.
  private var lines: [[String]]
  private var widths: [Int]

  private static let gap = 2
  private static let narrowestName = 12
  private static let bars = 8...40
  /// From this width on, rankings have bars, too, by their shares.
  private static let wide = 120

  /// - Parameter isBrief: Whether the table is one of several: without totals and asides.
  init(_ table: Report.Table, isBrief: Bool, style: TextStyle) {
    limitOfAll = table.rows.count + table.rowsLeftOut
    let table = (table.groups.isEmpty ? table : table.withGroups(style.words)).narrowed(
      to: style, name: TextTable.narrowestName, gap: TextTable.gap)
    self.table = table
    self.style = style
    self.isBrief = isBrief
    let kinds = table.columns.map(\.kind)
    var lines = [table.columns.map(\.title)]
    lines += table.rows.map { row in zip(row, kinds).map { style.text($0, $1) } }
    if !isBrief, let totals = table.totals, table.rows.count + table.rowsLeftOut > 1 {
      var line = zip(totals, kinds).map { style.text($0, $1) }
      if line[0].isEmpty { line[0] = style.words.total }
      // What does not add up has no total.
      for column in totals.indices where totals[column] == .none && line[column] == "-" {
        line[column] = ""
      }
      lines.append(line)
    }
    widths = kinds.indices.map { column in
      lines.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    self.lines = lines
    fit()
  }

  /// Shortens the names, the widest first, until the lines fit.
  private mutating func fit() {
    let names = widths.indices.filter { table.columns[$0].kind == .text }
    var overflow = total - style.width
    while overflow > 0 {
      guard let widest = names.max(by: { widths[$0] < widths[$1] }),
        widths[widest] > TextTable.narrowestName
      else { break }
      let second = names.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let floor = max(TextTable.narrowestName, min(second, widths[widest] - 1))
      let cut = min(overflow, widths[widest] - floor)
      widths[widest] -= cut
      overflow -= cut
    }
    for column in names {
      for line in lines.indices {
        lines[line][column] = DisplayWidth.shortened(
          lines[line][column], to: widths[column], ellipsis: style.ellipsis)
      }
    }
  }

  private var total: Int { widths.reduce(0, +) + TextTable.gap * (widths.count - 1) }

  /// The table; of several, one without rows is left out.
  var text: String {
    guard !table.rows.isEmpty else { return isBrief ? "" : style.words.nothing }
    var output = lines.enumerated().map { index, cells in
      let line = zip(cells, table.columns.indices).map { cell, column in
        cell.padded(to: widths[column], isRight: isRight(column))
      }.joined(separator: String(repeating: " ", count: TextTable.gap))
      let bar = index > 0 ? bar(row: index - 1) : ""
      let whole = (line + bar).trimmed
      return index == 0 ? style.heading(whole) : whole
    }
    if !isBrief, table.rowsLeftOut > 0 {
      let count = style.numbers.count(Int64(table.rowsLeftOut))
      output.append(
        style.wrapped(
          style.words.further(count, isOne: table.rowsLeftOut == 1, limit: limitOfAll)))
    }
    return output.joined(separator: "\n")
  }

  private func isRight(_ column: Int) -> Bool {
    switch table.columns[column].kind {
    case .text, .time: false
    case .count, .bytes, .share, .change, .milliseconds: true
    }
  }

  /// The column whose numbers are drawn.
  private var barColumn: Int? {
    if let column = table.columns.firstIndex(where: \.hasBar) { return column }
    guard style.width >= TextTable.wide, !isBrief,
      table.columns.contains(where: { $0.kind == .share })
    else { return nil }
    return table.columns.firstIndex { $0.kind == .count }
  }

  /// The bar of a row, with the space before it; nothing where no bar fits.
  private func bar(row: Int) -> String {
    guard row < table.rows.count, let column = barColumn else { return "" }
    let room = min(style.width - total - TextTable.gap, TextTable.bars.upperBound)
    guard room >= TextTable.bars.lowerBound else { return "" }
    let values = table.averages(of: column)
    return String(repeating: " ", count: TextTable.gap)
      + style.bar(values[row], of: values.max() ?? 0, width: room)
  }
}

extension Report.Table {
  /// The table without columns of sizes, then of shares, then of what is counted last, where it would be too wide with
  /// the shortest of names: CSV and JSON have them.
  fileprivate func narrowed(to style: TextStyle, name: Int, gap: Int) -> Report.Table {
    var widths = columns.indices.map { column in
      let (kind, title) = (columns[column].kind, columns[column].title)
      let cells = (rows + (totals.map { [$0] } ?? [])).map {
        DisplayWidth.of(style.text($0[column], kind))
      }
      let widest = max(DisplayWidth.of(title), cells.max() ?? 0)
      return kind == .text ? min(widest, name) : widest
    }
    var table = self
    while widths.reduce(0, +) + gap * (widths.count - 1) > style.width,
      let column = table.leastWanted
    {
      widths.remove(at: column)
      table.columns.remove(at: column)
      table.totals?.remove(at: column)
      for row in table.rows.indices { table.rows[row].remove(at: column) }
    }
    return table
  }

  /// The column that is left out first; none where each says what the table is about: names, what is counted first, and
  /// how that changed.
  private var leastWanted: Int? {
    for kind in [Report.Column.Kind.bytes, .share] where columns.count > 4 {
      if let column = columns.firstIndex(where: { $0.kind == kind }) { return column }
    }
    let counts = columns.indices.filter { columns[$0].kind == .count }
    let isCompared = columns.contains { $0.kind == .change }
    return counts.count > (isCompared ? 2 : 1) ? counts.last : nil
  }
}

extension Report.Table {
  /// The numbers of a column as its bars show them: of a row of several days, hours or weeks, what one of them has on
  /// average.
  func averages(of column: Int) -> [Int64] {
    let time = columns.firstIndex { $0.kind == .time }
    return rows.map { row in
      let count = time.flatMap { RowTime(row[$0].name)?.count(inStepsOf: columns[$0].name) } ?? 1
      let number = row[column].number
      return number > 0 ? max(1, number / max(1, count)) : number
    }
  }
}

extension String {
  /// The text without the spaces at its end.
  var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
