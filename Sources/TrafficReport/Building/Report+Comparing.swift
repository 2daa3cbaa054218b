import Traffic

extension Report {
  /// The report with what another period had beside each row.
  ///
  /// - Parameters:
  ///   - other: The report of the other period with all rows; `nil` where nothing is known of it.
  ///   - begin: The first day that anything is known of: where the other period begins before, only single days are
  ///     compared.
  ///   - missing: What sums lack: where that is too much, only single days are compared.
  ///   - isPrivate: Whether all that was counted is in them, so that what is in no row was nothing.
  func compared(
    with other: Report?, _ days: ComparedDays, from begin: Day?,
    missing: MissingSums?, isPrivate: Bool, in language: Language
  ) -> Report {
    var report = self
    let isWhole = begin.map { $0 <= days.earlier.lowerBound } ?? true
    var lacking: [Note] = []
    for index in report.tables.indices {
      let table = other?.tables.first { $0.name == report.tables[index].name }
      let isOfParts = report.isOfParts(report.tables[index])
      var isComparable = isWhole
      if isWhole, let shares = missing?.shares(ofParts: isOfParts), shares.isTooMuch {
        isComparable = false
        let note = Note.sumsNotCompared(shares, ofParts: isOfParts)
        if !lacking.contains(note) { lacking.append(note) }
      }
      report.tables[index].compare(
        with: table, days, isWhole: isComparable, isPrivate: isPrivate)
      guard report.tables[index].name == "sites", let sites = missing?.sites, !sites.isEmpty
      else { continue }
      report.tables[index].withhold(sites)
      lacking.append(.sitesNotCompared)
    }
    if other != nil, !isWhole, let begin { report.add(.comparisonBegins(begin), in: language) }
    if other != nil { for note in lacking { report.add(note, in: language) } }
    if other == nil {
      report.add(.nothingKnownBefore(days.earlier), in: language)
    }
    return report
  }
}

extension Report {
  /// Whether a table is of windows that are broken down, rather than of all days.
  fileprivate func isOfParts(_ table: Table) -> Bool {
    guard let kind = ReportKind(rawValue: name) else { return true }
    return kind == .overview ? table.shape == .rows : kind.isBrokenDown
  }
}

extension Report.Table {
  fileprivate mutating func compare(
    with whole: Report.Table?, _ days: ComparedDays, isWhole: Bool, isPrivate: Bool
  ) {
    let other = isWhole || columns.contains { $0.kind == .time } ? whole : nil
    let labels = columns.indices.filter { [.text, .time].contains(columns[$0].kind) }
    let unknown = [Report.Cell](repeating: .none, count: columns.count)
    // Columns of visitors may be there in one period only.
    let places = columns.map { column in other?.columns.firstIndex { $0.name == column.name } }
    func cells(_ row: [Report.Cell]) -> [Report.Cell] {
      places.indices.map { place in
        labels.contains(place) ? .none : places[place].map { row[$0] } ?? .none
      }
    }
    func name(_ row: [Report.Cell], isEarlier: Bool) -> [String]? {
      var names: [String] = []
      for label in labels {
        let text = isEarlier ? places[label].map { row[$0].name } ?? "" : row[label].name
        guard columns[label].kind == .time else {
          names.append(text)
          continue
        }
        guard isEarlier else {
          guard let time = days.time(for: text) else { return nil }
          names.append(time)
          continue
        }
        // Of an hour by its day, how far clocks were ahead of UTC is not compared.
        names.append(text.dropFirst(10).first == "T" ? String(text.prefix(13)) : text)
      }
      return names
    }
    func earlier(_ rows: [[Report.Cell]], _ others: [[Report.Cell]]?) -> [[Report.Cell]] {
      let others = Dictionary(
        (others ?? []).compactMap { row in name(row, isEarlier: true).map { ($0, row) } },
        uniquingKeysWith: { first, _ in first })
      return rows.map { row in
        guard let name = name(row, isEarlier: false) else { return unknown }
        if let row = others[name] { return cells(row) }
        return isPrivate && other != nil ? nothing : unknown
      }
    }
    self.earlier = Earlier(
      rows: earlier(rows, other?.rows), totals: isWhole ? other?.totals.map(cells) : nil,
      groups: earlier(groups, other?.groups))
  }

  /// Compares these sites with nothing.
  fileprivate mutating func withhold(_ sites: Set<String>) {
    for (index, row) in rows.enumerated() where sites.contains(row[0].name) {
      earlier?.rows[index] = [Report.Cell](repeating: .none, count: columns.count)
    }
  }

  /// A row of nothing counted.
  private var nothing: [Report.Cell] {
    columns.map { $0.kind == .count || $0.kind == .bytes ? .number(0) : .none }
  }
}
