public import Traffic

/// How many lines a worker has read of a source, and what became of them.
public struct LineTally: Sendable {
  /// Lines with a byte in them.
  public var lines: Int64 = 0
  public var hits: Int64 = 0
  public var empty: Int64 = 0
  public var rejected: [Reject] = []

  /// Lines rejected for one reason.
  public struct Reject: Sendable {
    public var reason: RejectReason
    public var count: Int64
    /// The number of the first such line in its source, from 1.
    public var firstLine: Int64

    public init(reason: RejectReason, count: Int64, firstLine: Int64) {
      self.reason = reason
      self.count = count
      self.firstLine = firstLine
    }
  }

  public init() {}

  /// Adds another tally of the same source; first lines are the earlier ones.
  public mutating func add(_ other: LineTally) {
    lines += other.lines
    hits += other.hits
    empty += other.empty
    for reject in other.rejected { add(reject) }
  }

  public mutating func add(_ reject: Reject) {
    if let index = rejected.firstIndex(where: { $0.reason == reject.reason }) {
      rejected[index].count += reject.count
      rejected[index].firstLine = min(rejected[index].firstLine, reject.firstLine)
    } else {
      rejected.append(reject)
    }
  }
}
