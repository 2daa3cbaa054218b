internal import CScan
internal import LogFormats
public import Traffic

// Which format lines are of: mostly one for a whole log, but a log may change its format on the way, or
// hold lines of several.

/// What is needed to read lines of one format.
struct FormatState {
  let format: LogFormat
  let splitter: FieldSplitter
  let reading: LineReading
  var clock: LogClock
  /// How many values of a line are read.
  let valueCount: Int

  init(_ format: LogFormat, _ settings: LogSettings) {
    self.format = format
    let plan = format.plan
    valueCount = Set(plan.fields.map(\.meaning)).subtracting([.ignored]).count
    splitter = FieldSplitter(plan)
    reading = LineReading(plan, trusted: settings.trustedProxies)
    clock = LogClock(
      plan.field(.time)?.notation ?? .commonLog, zone: settings.timeZone, site: settings.siteClock)
  }
}

extension LogLines {
  /// How well a line fits a format.
  enum Fit: Comparable {
    case none
    /// Its values are where they should be, but there is no address where the client's should be.
    case withoutClient
    /// The line says that there is no address, with a `-` or nothing, as where no proxy passed one on.
    case clientUnsaid
    case whole

    /// Whether no other format has to be looked for.
    var isEnough: Bool { self >= .clientUnsaid }
  }

  /// The most formats of one log.
  static var maxFormats: Int { 4 }
  /// The most kinds of columns that are known at once.
  private static var maxHeadings: Int { 64 }
  /// Lines of a block that are looked at to tell whether all of them are of one format.
  private static var samples: Int { 16 }

  /// Sets what the next lines are: a format, and a site where the format names none or one is forced.
  ///
  /// - Parameters:
  ///   - group: The number of the settings to read them by, 0 being those of no group.
  ///   - isAlone: Whether lines of no other format are looked for.
  public mutating func begin(
    _ format: LogFormat, site: SiteName?, group: Int = 0, isAlone: Bool = false
  ) {
    use(group: group)
    namedSite = site
    states = [FormatState(format, settings)]
    current = 0
    unwrapped = UnwrappedBlock(format.wrappers)
    isWrapped = !format.wrappers.isEmpty
    looksLeft = format.isNamed || isAlone ? 0 : 8
    heading = nil
    headingFormats = [:]
    use(0)
  }

  /// Reads the next lines by the names of columns that stand before them.
  mutating func follow(_ given: LogHeading) {
    let heading = LogHeading(text: given.text, style: given.style, isNew: false)
    guard heading != self.heading else { return }
    self.heading = heading
    if headingFormats[heading] == nil {
      // A log with ever new columns is none that a server writes.
      if states.count >= LogLines.maxHeadings {
        use(0)
        states.removeLast(states.count - 1)
        headingFormats = [:]
      }
      let format = states[0].format.following(
        heading.text, style: heading.style, client: settings.clientField)
      states.append(FormatState(format, settings))
      headingFormats[heading] = states.count - 1
    }
    use(headingFormats[heading] ?? 0)
  }

  /// Makes one of the formats the one that lines are read by.
  mutating func use(_ index: Int) {
    if current != index, current < states.count { states[current].clock = clock }
    current = index
    let state = states[index]
    splitter = state.splitter
    reading = state.reading
    clock = state.clock
    lineBatch.clear()
    let namesHost = reading.hasHost || reading.targetNamesHost
    forcedSite = namedSite.map { number(of: $0) } ?? (namesHost ? nil : number(of: .unnamed))
  }

  /// Whether a few lines, spread over the block, are all of the format in use.
  ///
  /// - Complexity: O(1) lines.
  mutating func isOfOneFormat(_ block: UnsafeBufferPointer<UInt8>) -> Bool {
    guard states.count == 1 else { return false }
    guard looksLeft > 0, block.count > 0 else { return true }
    for sample in 0...LogLines.samples {
      var start = (block.count - 1) * sample / LogLines.samples
      // SAFETY: the places are within the block.
      while start > 0, unsafe block[unchecked: start - 1] != 0x0a { start -= 1 }
      let line = unsafe UnsafeBufferPointer(rebasing: block[start...])
      if unsafe !fit(of: line, current).isEnough { return false }
    }
    return true
  }

  /// How the first line of some fits a format. An empty line fits any.
  mutating func fit(of lines: UnsafeBufferPointer<UInt8>, _ index: Int) -> Fit {
    var cursor = unsafe LineCursor(lines)
    let state = states[index]
    lineBatch.clear()
    guard let line = cursor.next(by: state.splitter, as: 0, of: lineBatch) else { return .whole }
    switch line {
    case .empty: return .whole
    // A line of blanks is of no format, and tells nothing of another.
    case .rejected: return unsafe lines.first { $0 != 0x20 } == 0x0a ? .whole : .none
    case .cut: break
    }
    let entry = unsafe lineBatch.entry(0, owner: lines)
    guard entry.hour(using: &states[index].clock) != nil else { return .none }
    let isObject = state.reading.mayLackValues
    if state.reading.hasStatus, entry.status(mayBeMissing: isObject) == nil { return .none }
    if state.reading.hasBytes, entry.byteCount(mayBeMissing: isObject) == nil { return .none }
    if !state.reading.hasClient || entry.network(state.reading.clients) != nil { return .whole }
    return entry.isUnsaid(.client) ? .clientUnsaid : .withoutClient
  }

  /// Goes through a block in runs of lines that are best read by one format each.
  ///
  /// Lines of no format that is known are looked at for one that is not, some lines at a time; what
  /// is of none is read by the format in use, which rejects it.
  mutating func forEachRun(
    of block: UnsafeBufferPointer<UInt8>,
    _ body: (inout LogLines, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var runStart = 0
    var at = 0
    // A log whose clients are host names, say, is not looked at again and again.
    if states.count == 1 { looksLeft -= 1 }
    while at < block.count {
      // SAFETY: the range is within the block.
      let rest = unsafe UnsafeBufferPointer(rebasing: block[at...])
      var (best, fit) = unsafe bestFormat(of: rest)
      if !fit.isEnough, looksLeft > 0, states.count < LogLines.maxFormats {
        looksLeft -= 1
        if unsafe learnFormat(of: rest) { best = states.count - 1 }
      }
      if let best, best != current {
        if at > runStart {
          unsafe body(&self, UnsafeBufferPointer(rebasing: block[runStart..<at]))
        }
        runStart = at
        use(best)
      }
      at += unsafe LogLines.length(ofFirstLine: rest)
    }
    if at > runStart {
      unsafe body(&self, UnsafeBufferPointer(rebasing: block[runStart..<at]))
    }
    lineBatch.clear()
  }

  private static func length(ofFirstLine lines: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = lines.baseAddress else { return 0 }
    // SAFETY: the padding behind the block may be read.
    let end = unsafe scan_byte(start, start + lines.count, 0x0a)
    return min(unsafe end - start + 1, lines.count)
  }

  /// The format that the first line fits best; `nil` for none.
  ///
  /// Of several that fit, the one that reads the most values of it: a line with a virtual host in front,
  /// which is an address, looks like one without. Of equal ones, the one in use.
  private mutating func bestFormat(of lines: UnsafeBufferPointer<UInt8>) -> (index: Int?, Fit) {
    var best: (index: Int?, fit: Fit) = (nil, .none)
    for index in [current] + states.indices.filter({ $0 != current }) {
      let fit = unsafe fit(of: lines, index)
      let isBetter =
        if fit.isEnough, best.fit.isEnough, let found = best.index {
          states[index].valueCount > states[found].valueCount
        } else { fit > best.fit }
      if isBetter { best = (index, fit) }
    }
    return best
  }

  /// Looks for the format of those lines that no known one fits as a whole: there must be some of one.
  private mutating func learnFormat(of lines: UnsafeBufferPointer<UInt8>) -> Bool {
    var strangers: [UInt8] = []
    var count = 0
    var at = 0
    var looked = 0
    while at < lines.count, count < LogLines.maxStrangers, looked < 4 * LogLines.maxStrangers,
      strangers.count < LogLines.maxStrangeBytes
    {
      // SAFETY: the range is within the lines.
      let rest = unsafe UnsafeBufferPointer(rebasing: lines[at...])
      let length = unsafe LogLines.length(ofFirstLine: rest)
      if unsafe !bestFormat(of: rest).1.isEnough {
        unsafe strangers.append(contentsOf: rest[..<length])
        count += 1
      }
      looked += 1
      at += length
    }
    guard count >= LogLines.fewestStrangers else { return false }
    strangers += [UInt8](repeating: 0, count: LogLines.padding)
    let format = unsafe strangers.withUnsafeBufferPointer {
      // SAFETY: the padding stays behind the lines.
      unsafe LogFormat.recognised(
        in: UnsafeBufferPointer(rebasing: $0.dropLast(LogLines.padding)),
        client: settings.clientField, minFit: 0.9)
    }
    guard let format, !states.contains(where: { $0.format.plan == format.plan }) else {
      return false
    }
    states.append(FormatState(format, settings))
    guard unsafe fit(of: lines, states.count - 1) == .whole else {
      states.removeLast()
      return false
    }
    return true
  }

  /// How many lines of no known format it takes for one to be looked for, and how many are looked at.
  private static var fewestStrangers: Int { 4 }
  private static var maxStrangers: Int { 64 }
  /// How many bytes of them are looked at: long lines take their time.
  private static var maxStrangeBytes: Int { 256 << 10 }
}
