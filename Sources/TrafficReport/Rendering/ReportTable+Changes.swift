extension Report.Table {
  /// The table as people read it where it is compared: beside what is counted first stand what it was before, and by
  /// how much that changed.
  func withChanges(_ words: TextWords) -> Report.Table {
    guard let earlier, let place = columns.firstIndex(where: { $0.kind == .count }) else {
      return self
    }
    var table = self
    table.earlier = nil
    table.columns.insert(
      contentsOf: [
        Report.Column(columns[place].name + "_before", words.beforeTitle, .count),
        Report.Column("change", words.change, .change),
      ], at: place + 1)
    func widened(_ rows: [[Report.Cell]], _ before: [[Report.Cell]]) -> [[Report.Cell]] {
      rows.enumerated().map { index, row in
        let was = index < before.count ? before[index][place] : .none
        var row = row
        row.insert(contentsOf: [was, .change(from: was, to: row[place])], at: place + 1)
        return row
      }
    }
    table.rows = widened(rows, earlier.rows)
    table.groups = widened(groups, earlier.groups)
    table.totals = totals.map { widened([$0], earlier.totals.map { [$0] } ?? [])[0] }
    return table
  }

  /// The table with what was counted before in columns of its own, for machines.
  var withEarlier: Report.Table {
    guard let earlier else { return self }
    var table = self
    let places = columns.indices.filter { [.count, .bytes].contains(columns[$0].kind) }
    table.columns += places.map {
      Report.Column(columns[$0].name + "_before", columns[$0].title, columns[$0].kind)
    }
    for (index, row) in earlier.rows.enumerated() { table.rows[index] += places.map { row[$0] } }
    return table
  }
}

extension Report.Cell {
  /// By which part a number changed; nothing where one of them is not known, or there was none before.
  static func change(from before: Report.Cell, to after: Report.Cell) -> Report.Cell {
    guard case .number(let before) = before, case .number(let after) = after, before != 0 else {
      return .none
    }
    return .share((Double(after) - Double(before)) / Double(before.magnitude))
  }
}
