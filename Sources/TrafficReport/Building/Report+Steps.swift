import TrafficStore

extension Report {
  /// The report as a series: the rows of each time, under the name of the time.
  ///
  /// - Parameters:
  ///   - column: The one with the names of times.
  ///   - parts: A report of each time, in order.
  func by(_ column: Column, _ parts: [(time: String, report: Report)]) -> Report {
    var report = self
    report.tables = tables.enumerated().map { index, table in
      let tables = parts.map {
        (time: $0.time, table: $0.report.tables[index].with(table.columns))
      }
      var series = table
      series.columns = [column] + table.columns
      series.rows = tables.flatMap { part in part.table.rows.map { [.text(part.time)] + $0 } }
      series.groups = []
      series.totals = table.totals.map { totals in
        [.none]
          + totals.indices.map { place in
            let cells = tables.compactMap { $0.table.totals?[place] }
            guard case .number = totals[place] else { return .none }
            return .number(cells.reduce(0) { $0.addingClamped($1.number) })
          }
      }
      series.rowsLeftOut = tables.reduce(0) { $0 + $1.table.rowsLeftOut }
      return series
    }
    return report
  }
}

extension Report.Table {
  /// The table with these columns: those of visitors may be there at some times only.
  fileprivate func with(_ columns: [Report.Column]) -> Report.Table {
    guard columns != self.columns else { return self }
    let places = columns.map { column in self.columns.firstIndex { $0.name == column.name } }
    func cells(_ row: [Report.Cell]) -> [Report.Cell] {
      places.map { place in place.map { row[$0] } ?? .none }
    }
    var table = self
    table.columns = columns
    table.rows = rows.map(cells)
    table.totals = totals.map(cells)
    return table
  }
}
