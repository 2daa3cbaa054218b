extension Report.Table {
  /// The table as text shows it: a row for each group, and set in beneath it those of its members;
  /// the column with the members' names is gone.
  ///
  /// A group whose only member has no name, or the group's own, stands alone.
  func withGroups(_ words: TextWords) -> Report.Table {
    var table = self
    table.groups = []
    table.columns.remove(at: 1)
    table.totals?.remove(at: 1)
    table.rows = groups.flatMap { group -> [[Report.Cell]] in
      let members = rows.filter { $0[0] == group[0] }
      let isAlone = members.count == 1 && [.none, group[0]].contains(members[0][1])
      return [group] + (isAlone ? [] : members.map { Report.Table.setIn($0, words) })
    }.map { row in [row[0]] + row[2...] }
    return table
  }

  /// A member under its own name.
  private static func setIn(_ row: [Report.Cell], _ words: TextWords) -> [Report.Cell] {
    var row = row
    if case .text(let name) = row[1] {
      row[0] = .text("  " + name)
    } else {
      row[0] = .text("  " + words.unknown)
    }
    return row
  }
}
