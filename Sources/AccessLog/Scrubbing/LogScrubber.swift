internal import LogFormats
internal import Traffic

/// One worker's way from lines to lines with less personal data, in the same format.
///
/// A line is cut into its fields as for counting, and written anew from what the fields were reduced
/// to: no byte of a field is copied. Names in plain words stay. What cannot be read is dropped and
/// counted, never passed on.
/// Scrubbed lines count as the lines they were made of, and scrubbing them again changes nothing: where
/// a format leaves it open how a line is read, each is read again, and dropped if that is not so.
public struct LogScrubber: ~Copyable {
  let settings: ScrubSettings
  /// The key of all hashes; it dies with the process.
  let key: (UInt64, UInt64)
  private(set) var plan = FormatPlan.common
  private(set) var form = ScrubForm(.common)
  var reading: LineReading
  private var timePattern: [TimePattern.Part] = []
  private var notation = FieldNotation.commonLog
  private var splitter = FieldSplitter(.common)
  private let lineBatch = LineBatch()
  /// The log's format, and the line that names the columns of those that are read now.
  private var first = LogFormat(plan: .common)
  private var heading: LogHeading?
  /// What stands around the lines in the log is not written.
  private var unwrapped: UnwrappedBlock?
  /// Reads lines again, where a value may hold what ends it.
  private var check: LineCheck?
  /// Whether this is what reads them again.
  private let isCheck: Bool
  /// Where in the output the values of the last line end.
  private(set) var ends: [Int] = []

  // What has been learnt, by keyed hash: see LogScrubber+Learning.swift.
  private var clock = LogClock()
  private var cachedTime: (hour: Int32, time: LoggedTime, text: ScrubbedText)?
  var cachedAgents = TextTable()
  var cachedTargets = TextTable()
  var cachedQueries = TextTable()
  var cachedHosts = TextTable()
  var cachedReferrers = TextTable()
  /// What referrers are told by; bounded, as for counting.
  var sites = Interner<SiteName>(overflow: (1000, { _ in .overflow }))
  let ownReferrers: Referrer

  public init(_ settings: ScrubSettings) { self.init(settings, isCheck: false) }

  init(_ settings: ScrubSettings, isCheck: Bool) {
    self.settings = settings
    self.isCheck = isCheck
    reading = LineReading(.common, trusted: settings.log.trustedProxies)
    ownReferrers = Referrer(ownHosts: settings.log.ownHosts)
    var random = SystemRandomNumberGenerator()
    key = (random.next(), random.next())
    _ = sites.number(of: .unnamed)
  }

  /// Sets the format of the next lines.
  public mutating func begin(_ format: LogFormat) {
    first = format
    heading = nil
    use(format)
  }

  /// Reads the next lines by the names of columns that stand before them.
  private mutating func follow(_ heading: LogHeading, into output: inout ScrubbedLines) {
    if heading.text != self.heading?.text || heading.style != self.heading?.style {
      self.heading = heading
      use(
        first.following(heading.text, style: heading.style, client: settings.log.clientField))
    }
    guard heading.isNew, plan.hasHeadings else { return }
    output.append(ScrubbedText(headingOf: plan))
    output.appendNewline()
  }

  private mutating func use(_ format: LogFormat) {
    plan = format.plan
    form = ScrubForm(plan)
    splitter = FieldSplitter(plan)
    lineBatch.clear()
    unwrapped = UnwrappedBlock(format.wrappers)
    check = form.needsCheck && !isCheck ? LineCheck(settings, plan) : nil
    reading = LineReading(plan, trusted: settings.log.trustedProxies)
    notation = plan.field(.time)?.notation ?? .commonLog
    clock = LogClock(notation, zone: settings.log.timeZone)
    timePattern = []
    if case .strftime(let pattern) = notation {
      timePattern = TimePattern(pattern)?.parts ?? []
    }
    // Texts are kept in the encodings of the format before.
    cachedTime = nil
    cachedAgents.removeAll()
    cachedTargets.removeAll()
    cachedQueries.removeAll()
    cachedReferrers.removeAll()
  }

  /// Scrubs whole lines.
  ///
  /// - Parameters:
  ///   - block: Lines, each with its newline, and ``LogLines/padding`` readable bytes behind them.
  ///   - heading: The line that names their columns, in a log that has such lines.
  ///   - output: Gets the scrubbed lines in place of what it had.
  /// - Returns: What became of the lines, those that were kept as hits.
  /// - Complexity: O(*n*) in the block's bytes; no allocation for values that were seen before.
  public mutating func scrub(
    _ block: UnsafeBufferPointer<UInt8>, heading: LogHeading? = nil,
    into output: inout ScrubbedLines
  ) -> LineTally {
    output.removeAll()
    if let heading { follow(heading, into: &output) }
    guard let unwrapped else { return unsafe scrubLines(block, into: &output) }
    return unsafe unwrapped.withLines(of: block) { unsafe scrubLines($0, into: &output) }
  }

  /// Scrubs lines that nothing stands around.
  private mutating func scrubLines(
    _ block: UnsafeBufferPointer<UInt8>, into output: inout ScrubbedLines
  ) -> LineTally {
    var tally = LineTally()
    let parts = form.parts
    let span = parts.span
    var lines = unsafe LineCursor(block)
    while let line = lines.next(by: splitter, of: lineBatch) {
      var rejection: RejectReason?
      var isUnlike = false
      switch line {
      case .empty:
        tally.empty += 1
        continue
      case .rejected(let reason): rejection = reason
      case .cut:
        let start = output.count
        rejection = unsafe scrub(lineBatch.entry(0, owner: block), span, into: &output)
        if rejection == nil, let check, !check.isSame(output, from: start, ends) {
          output.removeAll(from: start)
          isUnlike = true
          rejection = .shape
        }
      }
      tally.lines += 1
      if rejection != nil, !isUnlike, lineBatch.isOther(0, isWrapped: unwrapped != nil) {
        tally.notAccess += 1
        continue
      }
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
    _ entry: borrowing LogEntry, _ parts: borrowing Span<ScrubForm.Part>,
    into output: inout ScrubbedLines
  ) -> RejectReason? {
    guard let hour = entry.hour(using: &clock), let time = time(of: entry) else { return .time }
    var status: UInt16 = 0
    if reading.hasStatus {
      guard let logged = entry.status(mayBeMissing: reading.mayLackValues) else { return .status }
      status = logged
    }
    var bytes: Int64 = 0
    if reading.hasBytes {
      guard let logged = entry.byteCount(mayBeMissing: reading.mayLackValues) else {
        return .bytes
      }
      bytes = logged
    }
    var duration = ResponseTime.none
    if reading.hasDuration {
      guard let logged = entry.responseTime(reading.durations) else { return .shape }
      duration = logged
    } else if let end = reading.end {
      duration = entry.responseTime(until: end, clock)
    }
    let host = reading.hasHost ? self.host(of: entry) : nil
    let site = host?.number ?? (reading.targetNamesHost ? targetSiteNumber(of: entry) : 0)
    let notesEnds = check != nil || isCheck
    if notesEnds { ends.removeAll(keepingCapacity: true) }
    let start = output.count

    for index in parts.indices {
      // SAFETY: the index is one of the span's own.
      let part = unsafe parts[unchecked: index]
      output.append(part.before)
      switch part.meaning {
      case .ignored: output.appendNothing(part.nothing)
      case .host: if let host { output.append(host, of: cachedHosts) }
      case .client: appendAddress(of: entry, to: &output)
      case .time: append(hour, time, to: &output)
      case .date: output.append(ScrubbedText(date: hour, time))
      case .request: appendRequest(of: entry, site: site, to: &output)
      case .method: output.append(method(of: entry, site: site), of: cachedTargets)
      case .target: appendTarget(of: entry, site: site, to: &output)
      case .query: appendQuery(of: entry, to: &output)
      case .version: output.append(ScrubbedText(entry.version))
      case .status: output.append(status: status)
      case .bytes: output.append(decimal: bytes)
      case .referrer:
        output.append(referrer(of: entry, site: site), of: cachedReferrers)
      case .userAgent: output.append(agent(of: entry), of: cachedAgents)
      case .duration: append(duration, to: &output)
      // The first of several has what all of them are together.
      case .duration2, .duration3: append(duration == .none ? ResponseTime.none : nil, to: &output)
      case .end:
        // An end that is the start would be a response time that the line does not have.
        if duration == .none {
          output.appendNothing(part.nothing)
        } else {
          output.append(ScrubbedText(end: hour, time, after: duration, reading.end ?? .anyTime))
        }
      }
      if notesEnds { ends.append(output.count - start) }
    }
    output.append(form.rest)
    output.appendNewline()
    return nil
  }

  @inline(__always)
  private func time(of entry: borrowing LogEntry) -> LoggedTime? {
    (notation == .commonLog ? entry.time(keepingMinutes: settings.keepsTime) : nil)
      ?? entry.time(
        notation, clock, zone: settings.log.timeZone, keepingMinutes: settings.keepsTime)
  }

  /// Writes a duration's class, `-` for none, 0 where another value has it.
  private func append(_ duration: ResponseTime?, to output: inout ScrubbedLines) {
    guard let duration else {
      output.append(decimal: 0)
      return
    }
    guard duration != .none else {
      output.appendNothing()
      return
    }
    output.append(duration, reading.durations.parts[0].notation)
  }

  @inline(__always)
  private func appendAddress(of entry: borrowing LogEntry, to output: inout ScrubbedLines) {
    guard case .truncated(let version4Bits, let version6Bits) = settings.addresses,
      let network = entry.network(
        reading.clients, version4Bits: version4Bits, version6Bits: version6Bits)
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
    if cachedTime?.hour != hour || cachedTime?.time != time {
      cachedTime = (hour, time, ScrubbedText(hour: hour, time, pattern: timePattern))
    }
    if let cachedTime { output.append(cachedTime.text) }
  }
}
