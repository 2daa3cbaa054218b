internal import CScan
internal import LogFormats
public import Traffic

/// Reads a log to explain it: what its lines are, value by value, and where the first one fails.
///
/// Slower than counting, by one thread. Nothing is kept but numbers, names of closed sets, and what
/// ``FieldExample`` and ``ValueShape`` make of values.
public struct LogExplainer: ~Copyable {
  private let settings: LogSettings
  private var lines: LogLines
  private var records: [FormatRecord] = []
  /// The format of the last line that was read.
  private var latest = 0
  private let own: Referrer
  /// What became of the lines, as `sporlos collect` counts them.
  public private(set) var tally = LineTally()
  /// The first line that is not of the log's format.
  public private(set) var problem: LineProblem?

  /// - Parameters:
  ///   - format: What the lines are, as named or as recognised.
  ///   - site: The site that all of them are for, if one was named.
  public init(_ format: LogFormat, settings: LogSettings, site: SiteName? = nil) {
    self.settings = settings
    own = Referrer(ownHosts: settings.ownHosts)
    lines = LogLines(settings)
    lines.begin(format, site: site)
    records = [FormatRecord(format, settings)]
  }

  /// The log's formats in the order of their first lines; there are several where it changes its format.
  public var formats: [FormatExplanation] {
    records.filter { $0.lines > 0 || records.count == 1 }.sorted { $0.firstLine < $1.firstLine }
      .map { FormatExplanation($0, settings: settings) }
  }

  /// Reads the next lines.
  ///
  /// - Complexity: O(*n*) in the block's bytes.
  public mutating func read(_ block: borrowing LogBlock) {
    var before = tally.allLines
    if block.skippedLines > 0 {
      var skipped = LineTally()
      skipped.add(skippedLines: block.skippedLines)
      tally.append(skipped)
      before += block.skippedLines
    }
    // Names that clients make up must not grow without end.
    if lines.nameCount > 100_000 { lines.forgetNames() }
    unsafe block.withLines { bytes in
      let part = unsafe lines.read(bytes, heading: block.heading, take: { _ in })
      tally.append(part)
      // As the lines were read: without what stands around them.
      guard let unwrapped = lines.unwrapped else {
        unsafe explain(bytes, before: before)
        return
      }
      unsafe unwrapped.withLines(of: bytes) { unsafe explain($0, before: before) }
    }
  }

  private mutating func explain(_ block: UnsafeBufferPointer<UInt8>, before: Int64) {
    for state in lines.states.dropFirst(records.count) {
      records.append(FormatRecord(state.format, settings))
    }
    var number = before
    var at = 0
    while at < block.count {
      // SAFETY: the range is within the block.
      let rest = unsafe UnsafeBufferPointer(rebasing: block[at...])
      let length = unsafe (rest.firstIndex(of: 0x0a) ?? rest.count - 1) + 1
      number += 1
      unsafe explain(
        rest, line: UnsafeBufferPointer(rebasing: rest[..<length]), number: number)
      at += length
    }
  }

  /// Explains the first of the lines.
  private mutating func explain(
    _ rest: UnsafeBufferPointer<UInt8>, line: UnsafeBufferPointer<UInt8>, number: Int64
  ) {
    var best: (index: Int, fit: LogLines.Fit) = (0, .none)
    // As lines are counted: of several formats that fit, the one in use is taken; where a line of the
    // log says what the columns are, nothing is guessed.
    let likely =
      lines.heading == nil
      ? [latest] + records.indices.filter { $0 != latest } : [lines.current]
    for index in likely where best.fit != .whole {
      let fit = unsafe lines.fit(of: rest, index)
      if fit > best.fit { best = (index, fit) }
    }
    if best.fit != .none, unsafe record(rest, line: line, number: number, as: best.index, best.fit)
    {
      return
    }
    guard problem == nil else { return }
    guard unsafe !OtherLine.isOther(line, isWrapped: lines.isWrapped) else { return }
    problem = LineProblem(
      unsafe LogExplainer.text(of: line), number: number, of: records[latest].format,
      check: records[latest].check)
  }

  /// Adds a line to what is known of its format; `false` where one of its values is wrong.
  private mutating func record(
    _ rest: UnsafeBufferPointer<UInt8>, line: UnsafeBufferPointer<UInt8>, number: Int64,
    as index: Int, _ fit: LogLines.Fit
  ) -> Bool {
    // An empty line is of any format.
    guard unsafe line.contains(where: { $0 != 0x0a && $0 != 0x0d && $0 != 0 }) else { return true }
    let state = lines.states[index]
    // The places of another format may have been found since.
    _ = unsafe lines.fit(of: rest, index)
    // SAFETY: the line was cut last, and its bytes are those of `rest`.
    let entry = unsafe lines.lineBatch.entry(0, owner: rest)
    var clock = state.clock
    guard let hour = entry.hour(using: &clock) else { return false }
    if state.reading.hasDuration, entry.responseTime(state.reading.durations) == nil {
      return false
    }
    latest = index
    if records[index].lines == 0 { records[index].firstLine = number }
    records[index].lines += 1
    if fit != .whole { records[index].linesWithoutClient += 1 }
    if records[index].wantsMore {
      records[index].add(
        entry, line: unsafe LogExplainer.text(of: line), hour: hour, state.reading, own: own,
        rules: settings.rules)
    }
    return true
  }

  /// A line's text: without its end, and without the zeros and the mark that may stand before it.
  private static func text(of line: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text = unsafe line[...]
    if unsafe text.last == 0x0a { unsafe text.removeLast() }
    if unsafe text.last == 0x0d { unsafe text.removeLast() }
    unsafe text = text.drop { $0 == 0 }
    if unsafe text.starts(with: [0xef, 0xbb, 0xbf]) { unsafe text = text.dropFirst(3) }
    return unsafe Array(text)
  }
}
