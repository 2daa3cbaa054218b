public import Traffic

/// How many lines a worker has read of a source, and what became of them.
public struct LineTally: Sendable {
  /// Lines with a byte in them.
  public var lines: Int64 = 0
  public var hits: Int64 = 0
  public var empty: Int64 = 0
  /// Lines that are no access line at all, such as comments and what a server writes to its error log.
  public var notAccess: Int64 = 0
  /// Lines that were left out, since somebody asked for that.
  public var excluded: Int64 = 0
  /// Lines of another format than the log's first ones, which were read by that.
  public var otherFormat: Int64 = 0
  /// Hits of people of whom it was asked who they are, and those of them without an address.
  public var people: Int64 = 0
  public var addressless: Int64 = 0
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

  /// Lines of any kind.
  public var allLines: Int64 { lines + empty }

  /// Adds the tally of the lines that follow; their numbers count on.
  public mutating func append(_ next: LineTally) {
    let before = allLines
    lines += next.lines
    hits += next.hits
    empty += next.empty
    notAccess += next.notAccess
    excluded += next.excluded
    otherFormat += next.otherFormat
    people += next.people
    addressless += next.addressless
    for var reject in next.rejected {
      reject.firstLine += before
      add(reject)
    }
  }

  /// Adds lines that stood before all others and were too long to be looked at.
  public mutating func add(skippedLines: Int64) {
    lines += skippedLines
    for index in rejected.indices { rejected[index].firstLine += skippedLines }
    add(Reject(reason: .tooLong, count: skippedLines, firstLine: 1))
  }

  public mutating func add(_ reject: Reject) {
    // A plain loop: a log may be full of such lines, and a search by closure may allocate.
    for index in rejected.indices where rejected[index].reason == reject.reason {
      rejected[index].count += reject.count
      rejected[index].firstLine = min(rejected[index].firstLine, reject.firstLine)
      return
    }
    rejected.append(reject)
  }
}
