import Traffic
import TrafficStore

/// Which rows of a report are wanted, in which order, and what they are compared with.
struct ReportShape {
  let comparison: Comparison?
  private let page: Glob?
  /// Values that a column must have, by its name.
  private let wanted: [(column: String, value: String)]
  private let column: String?
  private let isGreatestFirst: Bool
  private let request: ReportRequest
  private let path: String

  init(_ request: ReportRequest, path: String) throws(ReportError) {
    (self.request, self.path) = (request, path)
    comparison = try request.compare.map { text throws(ReportError) in
      guard let comparison = Comparison(text, now: request.now, clock: request.clock) else {
        throw ReportError(.unknownComparison(text), path: path)
      }
      return comparison
    }
    page = request.page.map(Glob.init)
    wanted = [
      ("kind", request.part.map(Vocabulary.kindName)), ("referrer", request.referrer),
      ("device", request.device.map(Vocabulary.kindName)),
    ].compactMap { column, value in value.map { (column, $0) } }
    isGreatestFirst = request.sort?.hasPrefix("-") ?? false
    column = request.sort.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
  }

  /// Whether rows are chosen and ordered here, so that none may be left out before.
  var needsAllRows: Bool { page != nil || !wanted.isEmpty || column != nil }

  /// The report with the wanted rows only, which the totals are of.
  func filtered(_ report: Report) throws(ReportError) -> Report {
    var report = report
    if let page {
      guard let pages = report.filtered(by: "page", in: request.language, { page.matches($0) })
      else {
        throw refused("page")
      }
      let visits = report.sum(of: "visits")
      report = pages
      // How often a goal is reached.
      if request.kind == .pages, let visits, visits > 0, let views = report.sum(of: "page_views") {
        report.add(.goal(views: views, visits: visits), in: request.language)
      }
    }
    for (column, value) in wanted {
      guard let rows = report.filtered(by: column, in: request.language, { $0 == value }) else {
        throw refused(column)
      }
      // Nothing of a kind is an answer; a word that is no kind is a slip.
      if rows.tables[0].rows.isEmpty, let names = names(column), !names.contains(value) {
        throw ReportError(.unknownValue(value, column: column, known: names), path: path)
      }
      report = rows
    }
    return report
  }

  /// All values that a column can have, where they are a closed set.
  private func names(_ column: String) -> [String]? {
    switch column {
    case "device": DeviceClass.allCases.map(\.name)
    case "kind":
      request.kind == .kinds
        ? HitKind.allCases.map(\.name) : ReferrerGroup.allCases.map(\.name)
    default: nil
    }
  }

  private func refused(_ column: String) -> ReportError {
    ReportError(.notBy(request.kind, column), path: path)
  }

  /// The report with its rows in the wanted order, and no more than wanted.
  func sorted(_ report: Report, limit: Int?) throws(ReportError) -> Report {
    guard needsAllRows else { return report }
    var report = report
    if let column {
      guard report.tables.count == 1 else {
        throw ReportError(.notSorted(request.kind), path: path)
      }
      var table = report.tables[0]
      let names = table.columns.map(\.name) + (table.earlier == nil ? [] : [Report.Table.change])
      guard names.contains(column) else {
        throw ReportError(.unknownColumn(column, known: names), path: path)
      }
      table.sort(by: column, isGreatestFirst: isGreatestFirst)
      table.shape = .rows
      report.tables[0] = table
    }
    report.tables = report.tables.map { $0.limited(to: limit) }
    return report
  }
}

extension Report {
  /// The total of a column of the only table; `nil` where it has none.
  fileprivate func sum(of name: String) -> Int64? {
    guard let column = tables[0].columns.firstIndex(where: { $0.name == name }),
      case .number(let sum)? = tables[0].totals?[column]
    else { return nil }
    return sum
  }

  /// The report with those rows only that have such a value; `nil` where it has no such column.
  fileprivate func filtered(
    by name: String, in language: Language, _ isWanted: (String) -> Bool
  ) -> Report? {
    guard tables.count == 1, let column = tables[0].columns.firstIndex(where: { $0.name == name })
    else { return nil }
    var report = self
    var table = tables[0]
    let hides = table.rows.contains { $0.contains(.text(Ranking.otherName)) }
    table.rows.removeAll { !isWanted($0[column].name) }
    table.groups = []
    let isOfOneWhole = !table.columns.contains { $0.kind == .time }
    table.totals = table.columns.indices.map { place in
      switch table.columns[place].kind {
      case .count, .bytes:
        .number(table.rows.reduce(0) { $0.addingClamped($1[place].number) })
      // Shares of several weeks, each of its own whole, add up to nothing.
      case .share: isOfOneWhole ? .share(table.rows.reduce(0) { $0 + $1[place].share }) : .none
      case .text, .time, .milliseconds, .change: .none
      }
    }
    report.tables[0] = table
    if hides {
      report.add(.othersNotShown, in: language)
    }
    return report
  }
}

extension Report.Table {
  /// What rows can be ordered by where they are compared: the difference of what is counted first.
  static let change = "change"

  /// Orders the rows; what stands for other rows stays at the end.
  fileprivate mutating func sort(by name: String, isGreatestFirst: Bool) {
    let column =
      columns.firstIndex { name == Report.Table.change ? $0.kind == .count : $0.name == name } ?? 0
    func key(_ place: Int) -> (number: Double, text: String) {
      let cell = rows[place][column]
      guard name == Report.Table.change else { return (cell.value, cell.name) }
      guard case .number(let before)? = earlier?.rows[place][column] else { return (0, "") }
      return (Double(cell.number) - Double(before), "")
    }
    let isOther = rows.map { $0.contains(.text(Ranking.otherName)) }
    let keys = rows.indices.map(key)
    let order = rows.indices.sorted { left, right in
      if isOther[left] != isOther[right] { return isOther[right] }
      let (a, b) = isGreatestFirst ? (keys[right], keys[left]) : (keys[left], keys[right])
      if a != b { return a < b }
      return left < right
    }
    rows = order.map { rows[$0] }
    if let before = earlier?.rows { earlier?.rows = order.map { before[$0] } }
    groups = []
  }
}

extension Report.Cell {
  /// The number of any kind.
  fileprivate var value: Double {
    switch self {
    case .number(let number): Double(number)
    case .share(let value), .milliseconds(let value): value
    case .text, .none: -1
    }
  }
}

/// A pattern of paths: `*` stands for any characters, `?` for one.
///
/// Not the system's `fnmatch`: whoever asks a server may write the pattern, and must not make it take for ever.
struct Glob {
  private let pattern: [Unicode.Scalar]

  init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

  /// Whether all of a text is as the pattern says.
  ///
  /// - Complexity: O(*n* *m*), however many `*` there are.
  func matches(_ text: String) -> Bool {
    let text = Array(text.unicodeScalars)
    var (place, position) = (0, 0)
    // Where the last `*` is, and how much it takes so far.
    var (star, taken): (Int?, Int) = (nil, 0)
    while position < text.count {
      if place < pattern.count, pattern[place] == "*" {
        (star, taken) = (place, position)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[position] {
        (place, position) = (place + 1, position + 1)
      } else if let star {
        taken += 1
        (place, position) = (star + 1, taken)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
