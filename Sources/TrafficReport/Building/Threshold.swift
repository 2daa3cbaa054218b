/// The least that a row may count before it is shown under its own name.
///
/// Few page views from one country, one referrer or one campaign can be one person's. Such rows
/// are folded into one, and never just a single one: what is folded could be had by taking the
/// other rows from the total.
public struct Threshold: Hashable, Sendable {
  public var least: Int64

  public static let standard = Threshold(least: 5)

  public init(least: Int64) { self.least = least }

  /// The names of the tables it holds for.
  static let tables: Set = ["referrers", "countries", "campaigns"]

  /// What stands in a table for the rows that were folded.
  static let otherName = "(other)"

  /// The table with rows that count too little folded into a last one; totals stay as they are.
  ///
  /// - Parameter column: The column that is held against the threshold.
  /// - Complexity: O(*n* log *n*) in the rows.
  func folded(_ table: Report.Table, by column: Report.Column) -> Report.Table {
    guard let index = table.columns.firstIndex(of: column) else { return table }
    let hidden = hidden(table.rows.map { $0[index].number })
    guard !hidden.isEmpty else { return table }
    var folded = table
    folded.rows = table.rows.indices.filter { !hidden.contains($0) }.map { table.rows[$0] }
    folded.rows.append(Threshold.sum(hidden.map { table.rows[$0] }, columns: table.columns))
    return folded
  }

  /// The indices of the counts to fold: all below the threshold, and where that is just one, the
  /// least of the others; of several such, the last.
  func hidden(_ counts: [Int64]) -> Set<Int> {
    var hidden = Set(counts.indices.filter { counts[$0] < least })
    if hidden.count == 1,
      let next = counts.indices.filter({ !hidden.contains($0) })
        .min(by: { (counts[$0], $1) < (counts[$1], $0) })
    {
      hidden.insert(next)
    }
    return hidden
  }

  /// One row for several: numbers and shares added up, the first name replaced, the others gone.
  private static func sum(_ rows: [[Report.Cell]], columns: [Report.Column]) -> [Report.Cell] {
    columns.indices.map { column in
      switch columns[column].kind {
      case .text, .time: column == 0 ? .text(otherName) : .none
      case .count, .bytes: .number(rows.reduce(0) { $0 + $1[column].number })
      case .share: .share(rows.reduce(0) { $0 + $1[column].share })
      case .milliseconds: .none
      }
    }
  }

  /// What a report says about it.
  var note: String {
    "Rows of fewer than \(least) page views are folded into \(Threshold.otherName), "
      + "a single one together with the next."
  }
}
