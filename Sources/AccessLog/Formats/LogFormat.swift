internal import Hits
internal import LogFormats
internal import Traffic

/// A format of log lines, by its name or recognised from a log's first lines.
public struct LogFormat: Sendable {
  let plan: FormatPlan
  /// Whether somebody has said that it is this one, so that no other is looked for.
  public private(set) var isNamed = false

  /// The name that `--format` takes and reports show.
  public var name: String { plan.name }

  /// The format with this name.
  public init?(named name: String) {
    guard let plan = FormatPlan.known.first(where: { $0.name == name }) else { return nil }
    self.plan = plan
  }

  private init(plan: FormatPlan) { self.plan = plan }

  /// The names of all formats.
  public static var names: [String] { FormatPlan.known.map(\.name) }

  /// The format that most of a log's first lines are of; `nil` when none is.
  ///
  /// - Parameters:
  ///   - head: The log's first bytes, with ``LogLines/slack`` readable bytes behind them.
  ///   - likely: The format it is of where the lines fit another one just as well.
  /// - Complexity: O(*n*) in the bytes of the first 64 lines.
  public static func recognised(
    in head: UnsafeBufferPointer<UInt8>, likely: LogFormat? = nil
  ) -> LogFormat? {
    let head = unsafe firstLines(of: head, most: 64)
    var best: (plan: FormatPlan, hits: Int64)?
    // The first wins a tie, so the list has the more telling formats first.
    var lines = LogLines()
    for plan in (likely.map { [$0.plan] } ?? []) + FormatPlan.known {
      lines.begin(LogFormat(plan: plan), site: nil, isAlone: true)
      var hitsOfSites: [UInt16: Int64] = [:]
      let tally = unsafe lines.read(head) { hits in
        unsafe hits.forEach { hitsOfSites[$0.site, default: 0] += 1 }
      }
      if tally.hits > best?.hits ?? 0, lines.areNames(hitsOfSites) { best = (plan, tally.hits) }
    }
    return best.map { LogFormat(plan: $0.plan) }
  }

  private static func firstLines(
    of head: UnsafeBufferPointer<UInt8>, most: Int
  ) -> UnsafeBufferPointer<UInt8> {
    var lines = 0
    // SAFETY: the slice is within the buffer, whose slack stays behind it or is the rest of it.
    let end = unsafe head.firstIndex { byte in
      if byte == 0x0a { lines += 1 }
      return lines == most
    }
    guard let end else { return unsafe head }
    return unsafe UnsafeBufferPointer(rebasing: head[...end])
  }
}

extension LogLines {
  /// Whether the hosts of most hits are names, as a column of virtual hosts has them. An address
  /// in one column or a time in another is none.
  func areNames(_ hits: [UInt16: Int64]) -> Bool {
    let odd = hits.filter { site, _ in
      let name = tables.sites[Int(site)]
      return name == .invalid || name == .address
    }
    return odd.values.reduce(0, +) * 2 <= hits.values.reduce(0, +)
  }
}
