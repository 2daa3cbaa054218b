import Traffic
import TrafficStore

/// A table of names and what was counted of each.
struct Ranking {
  /// A number of a row.
  enum Value {
    case pageViews, hits, bytes
    /// The part of the whole that a row's page views are.
    case shareOfViews
    case shareOfHits

    var column: Report.Column {
      switch self {
      case .pageViews: .pageViews
      case .hits: .hits
      case .bytes: .bytes
      case .shareOfViews, .shareOfHits: .share
      }
    }

    func cell(_ totals: TrafficTotals, of whole: TrafficTotals) -> Report.Cell {
      switch self {
      case .pageViews: .number(totals.pageViews)
      case .hits: .number(totals.hits)
      case .bytes: .number(totals.bytes)
      case .shareOfViews: .share(of: totals.pageViews, in: whole.pageViews)
      case .shareOfHits: .share(of: totals.hits, in: whole.hits)
      }
    }
  }

  /// A row of a table.
  struct Row {
    var labels: [Report.Cell]
    var totals: TrafficTotals
    /// The values of ``Ranking/more``.
    var more: [Report.Cell] = []
  }

  /// What stands in a table for the rows that are not shown.
  static let otherName = Report.otherName

  var name: String
  var labels: [Report.Column]
  var values: [Value]
  /// Columns behind the others, with what they have for what is left of the total, and for it all.
  var more: [(column: Report.Column, other: Report.Cell, total: Report.Cell)] = []
  /// Which of the labels names what is left of the total.
  var otherLabel = 0

  /// The rows in their order, and last what is not shown under a name, if anything.
  ///
  /// - Parameter leftOut: How many rows were left out before.
  func table(
    _ rows: some Sequence<Row>, of whole: (total: TrafficTotals, other: TrafficTotals),
    limit: Int?, leftOut: Int = 0
  ) -> Report.Table {
    func cells(_ totals: TrafficTotals) -> [Report.Cell] {
      values.map { $0.cell(totals, of: whole.total) }
    }
    var lines = rows.map { $0.labels + cells($0.totals) + $0.more }
    if whole.other.hits != 0 || whole.other.pageViews != 0 {
      lines.append(otherLabels + cells(whole.other) + more.map(\.other))
    }
    let empty = [Report.Cell](repeating: .none, count: labels.count)
    return Report.Table(
      name: name, columns: labels + values.map(\.column) + more.map(\.column), rows: lines,
      totals: empty + cells(whole.total) + more.map(\.total), rowsLeftOut: leftOut
    ).limited(to: limit)
  }

  private var otherLabels: [Report.Cell] {
    labels.indices.map { $0 == otherLabel ? .text(Ranking.otherName) : .none }
  }

  /// A table of two levels: groups, each with its members and what they leave of it.
  func table(
    _ groups: [(row: Row, members: [Row])], total: TrafficTotals, limit: Int?
  ) -> Report.Table {
    func line(_ row: Row) -> [Report.Cell] {
      row.labels + values.map { $0.cell(row.totals, of: total) }
    }
    var groups = groups
    for index in groups.indices {
      let left = groups[index].members.reduce(into: groups[index].row.totals) { $0 -= $1.totals }
      if left.hits != 0 || left.pageViews != 0 {
        groups[index].members.append(
          Row(labels: [groups[index].row.labels[0], .text(Ranking.otherName)], totals: left))
      }
    }
    let other = groups.reduce(into: total) { $0 -= $1.row.totals }
    if other.hits != 0 || other.pageViews != 0 {
      let row = Row(labels: [.text(Ranking.otherName), .none], totals: other)
      groups.append((row, [row]))
    }
    let members = groups.flatMap(\.members).sorted(by: Ranking.precedes)
    let shown = Set(members.prefix(limit ?? Int.max).map(\.labels))
    let empty = [Report.Cell](repeating: .none, count: labels.count)
    let rows = groups.flatMap { $0.members.filter { shown.contains($0.labels) } }
    return Report.Table(
      name: name, columns: labels + values.map(\.column), rows: rows.map(line),
      totals: empty + values.map { $0.cell(total, of: total) },
      rowsLeftOut: members.count - rows.count, groups: groups.map { line($0.row) })
  }

  /// The order of rows: by page views, hits, and their names.
  static func precedes(_ left: Row, _ right: Row) -> Bool {
    let (a, b) = (left.totals, right.totals)
    if a.pageViews != b.pageViews { return a.pageViews > b.pageViews }
    if a.hits != b.hits { return a.hits > b.hits }
    return left.labels.map(\.name).lexicographicallyPrecedes(right.labels.map(\.name))
  }
}

extension Report.Cell {
  /// The text of a name; none for anything else.
  var name: String {
    if case .text(let text) = self { return text }
    return ""
  }
}

extension Report.Table {
  /// The first rows, with the others counted as left out.
  func limited(to limit: Int?) -> Report.Table {
    var table = self
    table.rows = Array(rows.prefix(limit ?? Int.max))
    table.rowsLeftOut += rows.count - table.rows.count
    table.earlier?.rows.removeLast(rows.count - table.rows.count)
    return table
  }
}

extension Array {
  /// The elements that may be the first so many in the order of a value, the greatest first, whatever orders those
  /// that have the same; `nil` for all.
  ///
  /// - Complexity: O(*n* log *n*), but of the values alone.
  func greatest<Value: Comparable>(_ limit: Int?, by value: (Element) -> Value) -> [Element] {
    guard let limit, limit < count else { return self }
    guard limit > 0 else { return [] }
    let least = map(value).sorted(by: >)[limit - 1]
    return filter { value($0) >= least }
  }
}
