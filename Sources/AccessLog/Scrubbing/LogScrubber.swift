internal import Traffic

/// One worker's way from lines to lines without personal data, in the same format.
///
/// A line is cut into its fields as for counting, and written anew from what the fields were reduced
/// to: no byte of a field is copied. What cannot be read is dropped and counted, never passed on.
/// Scrubbed lines count as the lines they were made of, and scrubbing them again changes nothing.
public struct LogScrubber: ~Copyable {
  let settings: ScrubSettings
  /// The key of all hashes; it dies with the process.
  let key: (UInt64, UInt64)
  private var plan = FormatPlan.common
  private var hasSite = false
  private var hasDuration = false
  private var cutter = FieldCutter(.common)
  private let cutLines = CutLines()

  // What has been learnt, by keyed hash: see LogScrubber+Learning.swift.
  private var clock = LogClock()
  private var knownTime: (hour: Int32, time: LoggedTime, text: ScrubbedText)?
  var knownAgents = TextTable()
  var knownTargets = TextTable()
  var knownQueries = TextTable()
  var knownHosts = TextTable()
  var knownReferrers = TextTable()
  /// What referrers are told by; bounded, as for counting.
  var sites = Numbering<SiteName>(surplus: (1000, .surplus))
  let ownReferrers: Referrer

  public init(_ settings: ScrubSettings) {
    self.settings = settings
    ownReferrers = Referrer(ownHosts: settings.log.ownHosts)
    var random = SystemRandomNumberGenerator()
    key = (random.next(), random.next())
    _ = sites.number(of: .unnamed)
  }

  /// Sets the format of the next lines.
  public mutating func begin(_ format: LogFormat) {
    plan = format.plan
    cutter = FieldCutter(plan)
    cutLines.clear()
    hasSite = plan.steps.contains { $0.field == .site }
    hasDuration = plan.steps.contains { $0.field == .timeTaken }
  }

  /// Scrubs whole lines.
  ///
  /// - Parameters:
  ///   - block: Lines, each with its newline, and ``LogLines/slack`` readable bytes behind them.
  ///   - output: Gets the scrubbed lines in place of what it had.
  /// - Returns: What became of the lines, those that were kept as hits.
  /// - Complexity: O(*n*) in the block's bytes; no allocation for values that were seen before.
  public mutating func scrub(
    _ block: UnsafeBufferPointer<UInt8>, into output: inout ScrubbedLines
  ) -> LineTally {
    output.removeAll()
    var tally = LineTally()
    let steps = plan.steps
    let span = steps.span
    var lines = unsafe LineCursor(block)
    while let line = lines.next(by: cutter, of: cutLines) {
      var rejection: RejectReason?
      switch line {
      case .empty:
        tally.empty += 1
        continue
      case .rejected(let reason): rejection = reason
      case .cut:
        rejection = unsafe scrub(cutLines.entry(0, owner: block), span, into: &output)
      }
      tally.lines += 1
      if let rejection {
        tally.add(.init(reason: rejection, count: 1, firstLine: tally.allLines))
      } else {
        tally.hits += 1
      }
    }
    return tally
  }

  /// Writes one line anew, or says why it is dropped.
  @inline(__always)
  private mutating func scrub(
    _ entry: borrowing LogEntry, _ steps: borrowing Span<FormatPlan.Step>,
    into output: inout ScrubbedLines
  ) -> RejectReason? {
    guard let hour = entry.hour(using: &clock),
      let time = entry.time(keepingMinutes: settings.keepsTime)
    else { return .time }
    guard let status = entry.status else { return .status }
    guard let bytes = entry.byteCount else { return .bytes }
    if hasDuration, entry.responseTime == nil { return .shape }
    let host = hasSite ? self.host(of: entry) : nil

    for index in steps.indices {
      // SAFETY: the index is one of the span's own.
      let step = unsafe steps[unchecked: index]
      switch step.field {
      case .ignored: output.appendNothing()
      case .site: if let host { output.append(host, of: knownHosts) }
      case .address: appendAddress(of: entry, to: &output)
      case .time: append(hour, time, to: &output)
      case .request: appendRequest(of: entry, to: &output)
      case .status: output.append(status: status)
      case .bytes: output.append(decimal: bytes)
      case .referrer:
        output.append(referrer(of: entry, site: host?.number ?? 0), of: knownReferrers)
      case .userAgent: output.append(agent(of: entry), of: knownAgents)
      case .timeTaken:
        if let duration = entry.responseDuration {
          output.append(duration)
        } else {
          output.appendNothing()
        }
      }
      output.append(literalOf: step)
    }
    output.appendNewline()
    return nil
  }

  @inline(__always)
  private func appendAddress(of entry: borrowing LogEntry, to output: inout ScrubbedLines) {
    guard case .truncated(let version4Bits, let version6Bits) = settings.addresses,
      let network = entry.network(version4Bits: version4Bits, version6Bits: version6Bits)
    else {
      output.appendNothing()
      return
    }
    output.append(network)
  }

  @inline(__always)
  private mutating func append(
    _ hour: Int32, _ time: LoggedTime, to output: inout ScrubbedLines
  ) {
    if knownTime?.hour != hour || knownTime?.time != time {
      knownTime = (hour, time, ScrubbedText(hour: hour, time, keepsTime: settings.keepsTime))
    }
    if let knownTime { output.append(knownTime.text) }
  }
}
