/// Sums that stop growing, rather than overflow: a log can claim responses of any size.
///
/// SQLite makes a floating number of what is too large to add, and an error of what is too large to
/// sum up.
enum LargestSum {
  /// The most bytes that a row counts, an exbibyte.
  static let bytes: Int64 = 1 << 60

  /// SQL of two numbers of rows added.
  static func sum(_ left: String, _ right: String) -> String {
    "min(\(bytes), \(left) + \(right))"
  }

  /// SQL of the sum of a column; exact below 2^53, 9 petabytes.
  static func total(_ column: String) -> String {
    "CAST(min(\(bytes).0, total(\(column))) AS INTEGER)"
  }
}

extension Int64 {
  /// The sum, or the largest or smallest number where it would be beyond that.
  package func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other > 0 ? .max : .min) : sum
  }

  /// The difference, or the largest or smallest number where it would be beyond that.
  func subtractingClamped(_ other: Int64) -> Int64 {
    let (difference, overflows) = subtractingReportingOverflow(other)
    return overflows ? (other > 0 ? .min : .max) : difference
  }
}
