internal import CScan
internal import LogFormats

// Which format a log is of: a known one where its lines are of one, or else the one that their values
// tell.

extension LogFormat {
  /// The format that most of a log's first lines are of; `nil` when none is.
  ///
  /// - Parameters:
  ///   - head: The log's first bytes, with ``LogLines/padding`` readable bytes behind them.
  ///   - likely: The format it is of where the lines fit another one just as well.
  ///   - client: What the format calls the value that is the client's address, if somebody said so.
  ///   - minFit: The share of the lines that must fit.
  /// - Complexity: O(*n*) in the bytes of at most 512 lines.
  public static func recognised(
    in head: UnsafeBufferPointer<UInt8>, likely: LogFormat? = nil, client: String? = nil,
    minFit: Double = 0.5
  ) -> LogFormat? {
    let outer = unsafe sample(of: head)
    var wrappers = WrapperChain.recognised(in: outer)
    // An object that is a line itself may say more than its message.
    if let bare = wrappers.withoutMessage, FormatSniffer.guess(bare.unwrapped(outer)) != nil {
      wrappers = bare
    }
    let lines = wrappers.unwrapped(outer)
    guard !lines.isEmpty else { return nil }
    if let format = withHeading(lines, client: client) { return format.wrapped(by: wrappers) }
    var scorer = FormatScorer(lines)
    if let likely, scorer.fit(of: likely.plan) > 0.9 { return likely.wrapped(by: wrappers) }
    // The loop that reads lines tells quickly which known formats are worth a closer look.
    let known = scorer.fitting(FormatCatalogue.presets.filter(\.isGuessable))
    guard let guess = FormatSniffer.guess(lines, known: known.map(\.definition)),
      var plan = (try? FormatPlan(guess.definition, client: client))
        ?? (try? FormatPlan(guess.definition.withTimeInFront, client: client))
    else { return nil }
    // A known format that reads the same of each line is what people call it.
    if client == nil,
      let same = known.first(where: { scorer.reads(plan, like: FormatPlan.named($0.name)) })
    {
      plan = FormatPlan.named(same.name)
    }
    let isKnown = plan.name != LogFormat.recognisedName
    // Lines of a known format are none by accident, however many others there are between them.
    guard scorer.fit(of: plan) >= (isKnown ? min(minFit, 0.1) : minFit) else { return nil }
    return LogFormat(plan: plan, notes: guess.notes).wrapped(by: wrappers)
  }

  /// Whether lines hold requests with a status, but no time in any form, so that nothing can be counted.
  static func lacksTime(_ lines: [ArraySlice<UInt8>]) -> Bool {
    let inner = WrapperChain.recognised(in: lines).unwrapped(lines)
    guard let guess = FormatSniffer.guess(inner), guess.fit >= 0.5 else { return false }
    return guess.notes.contains(.noTime) && !guess.notes.contains(.dayOrMonthFirst)
  }

  /// The format that a log's first `#Fields` line says, if some of the lines below it are of that.
  private static func withHeading(_ lines: [ArraySlice<UInt8>], client: String?) -> LogFormat? {
    guard let first = lines.firstIndex(where: TableSniffer.isHeader),
      let named = LogFormat(known: "w3c")
    else { return nil }
    let below = TableSniffer.below(first, in: lines)
    let style = ColumnStyle.shown(
      by: Array(below.prefix(32).joined(separator: [0x0a])), heading: Array(lines[first]))
    var plan = named.following(Array(lines[first]), style: style ?? .told, client: client).plan
    if !below.isEmpty {
      var scorer = FormatScorer(Array(below.prefix(64)))
      guard scorer.fit(of: plan) > 0.1 else { return nil }
    }
    if let preset = FormatPlan.known.first(where: { $0.hasHeadings && $0.reads(like: plan) }) {
      plan = preset
    }
    return LogFormat(plan: plan, notes: TableSniffer.guesses(lines).first?.notes ?? [])
  }

  /// The same format with what stands around the lines of a log, of which these are the first bytes.
  func wrapped(like head: UnsafeBufferPointer<UInt8>) -> LogFormat {
    let outer = unsafe LogFormat.sample(of: head, most: 64)
    var wrappers = WrapperChain.recognised(in: outer)
    if let bare = wrappers.withoutMessage {
      var objects = FormatScorer(bare.unwrapped(outer))
      if objects.fit(of: self.plan) > 0.5 { wrappers = bare }
    }
    // A format that has a time of its own, in whatever form, has no use for the wrapper's.
    if wrappers.keepsTime {
      var kept = FormatScorer(wrappers.unwrapped(outer))
      let fit = kept.fit(of: plan)
      wrappers.keepsTime = false
      var bare = FormatScorer(wrappers.unwrapped(outer))
      wrappers.keepsTime = fit > bare.fit(of: plan)
    }
    return wrapped(by: wrappers)
  }

  private func wrapped(by wrappers: WrapperChain) -> LogFormat {
    var format = self
    format.wrappers = wrappers
    return format
  }

  /// Lines to look at: the first ones, and some from all over where there are more.
  ///
  /// - Parameter most: The most lines.
  private static func sample(
    of head: UnsafeBufferPointer<UInt8>, most: Int = FormatSniffer.maxLines
  ) -> [ArraySlice<UInt8>] {
    guard let start = head.baseAddress else { return [] }
    let mark = unsafe head.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var ranges: [Range<Int>] = []
    var at = mark
    while at < head.count {
      // SAFETY: the padding behind the head may be read.
      let end = unsafe scan_byte(start + at, start + head.count, 0x0a) - start
      // Blanks tell nothing, and take their time; but a last value that is empty may leave one or two.
      var textEnd = end
      while textEnd > at, unsafe head[textEnd - 1] == 0x20 { textEnd -= 1 }
      if textEnd > at, (1...65_536).contains(end - at) {
        ranges.append(at..<(end - textEnd < 8 ? end : textEnd))
      }
      at = end + 1
    }
    if ranges.count > most {
      let first = most / 4
      let step = Double(ranges.count - first) / Double(most - first)
      ranges =
        ranges[..<first] + (0..<(most - first)).map { ranges[first + Int(Double($0) * step)] }
    }
    return ranges.map { range in
      // SAFETY: the range is within the head.
      unsafe Array(UnsafeBufferPointer(start: start + range.lowerBound, count: range.count))[...]
    }
  }
}

extension FormatDefinition {
  /// Keys and values that have no time with one in front of them, as Heroku's lines have it.
  fileprivate var withTimeInFront: FormatDefinition {
    let time = FormatKey([""], FormatField(.time, .anyTime, name: "time"))
    var definition = self
    switch shape {
    case .logfmt(let keys): definition.shape = .logfmt(keys + [time])
    case .json(let keys): definition.shape = .json(keys + [time])
    default: break
    }
    return definition
  }
}

extension WrapperChain {
  /// The same wrappers up to the objects with messages; `nil` where there are none.
  fileprivate var withoutMessage: WrapperChain? {
    wrappers.firstIndex(of: .messageJSON).map { WrapperChain(Array(wrappers[..<$0])) }
  }

  /// What is in the wrappers of some lines.
  fileprivate func unwrapped(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    guard !isEmpty else { return lines }
    let block = lines.reduce(into: [UInt8]()) { $0 += $1 + [0x0a] }
    let padded = block + [UInt8](repeating: 0, count: LogLines.padding)
    var output = padded
    let count = unsafe padded.withUnsafeBufferPointer { bytes in
      unsafe output.withUnsafeMutableBytes { output in
        // SAFETY: the padding is behind the block, and room for it in the output.
        unsafe Unwrapper(self).unwrap(
          UnsafeBufferPointer(rebasing: bytes[..<block.count]), into: output)
      }
    }
    return output[..<count].split(separator: 0x0a)
  }
}

/// Counts how many lines are of a format: by the same loop that reads them.
private struct FormatScorer: ~Copyable {
  private let lines: [[UInt8]]
  private var reader = LogLines()

  init(_ lines: [ArraySlice<UInt8>]) {
    // Lines may be looked at a little beyond their end.
    self.lines = lines.map {
      Array($0) + [0x0a] + [UInt8](repeating: 0, count: LogLines.padding)
    }
  }

  /// The share of the lines whose values are what the format says, 0 to 1.
  ///
  /// - Parameter step: Look at each line, or only at some of them.
  mutating func fit(of plan: FormatPlan, step: Int = 1) -> Double {
    reader.begin(LogFormat(plan: plan), site: nil, isAlone: true)
    var fitting = 0
    var looked = 0
    for index in stride(from: 0, to: lines.count, by: step) {
      looked += 1
      let fit = unsafe lines[index].withUnsafeBufferPointer { bytes in
        // SAFETY: the padding stays behind what is left.
        unsafe reader.fit(
          of: UnsafeBufferPointer(rebasing: bytes.dropLast(LogLines.padding)), 0)
      }
      if fit != .none { fitting += 1 }
    }
    return Double(fitting) / Double(looked)
  }

  /// Formats that some of the lines are of.
  mutating func fitting(_ presets: [FormatPreset]) -> [FormatPreset] {
    let step = max(1, lines.count / 32)
    var fitting: [FormatPreset] = []
    for preset in presets {
      guard let plan = FormatPlan.known.first(where: { $0.name == preset.name }) else { continue }
      if step > 1, fit(of: plan, step: step) == 0 { continue }
      if fit(of: plan) > 0 { fitting.append(preset) }
    }
    return fitting
  }

  /// Whether two plans find the same values in the same places of all lines.
  func reads(_ plan: FormatPlan, like other: FormatPlan) -> Bool {
    let meanings = Set(plan.fields.map(\.meaning)).subtracting([.ignored])
    guard plan.targetNamesHost == other.targetNamesHost else { return false }
    guard meanings == Set(other.fields.map(\.meaning)).subtracting([.ignored]) else { return false }
    let splitters = (FieldSplitter(plan), FieldSplitter(other))
    var isRead = false
    let isSame = lines.prefix(64).allSatisfy { line in
      let (first, second) = (
        FormatScorer.places(line, splitters.0), FormatScorer.places(line, splitters.1)
      )
      guard let first else { return true }
      guard let second else { return false }
      isRead = true
      return meanings.allSatisfy { meaning in
        let (place, same) = (first[Int(meaning.rawValue)], second[Int(meaning.rawValue)])
        return place.start == same.start && place.end == same.end
      }
    }
    return isSame && isRead
  }

  private static func places(_ line: [UInt8], _ splitter: FieldSplitter) -> [scan_place]? {
    var places = [scan_place](repeating: scan_place(), count: Int(SCAN_FIELDS))
    return unsafe line.withUnsafeBufferPointer { bytes in
      guard var at = bytes.baseAddress else { return nil }
      let end = unsafe at + bytes.count - LogLines.padding
      let (_, kind) = unsafe splitter.cut(&at, before: end, into: &places)
      guard case .cut = kind else { return nil }
      return places
    }
  }
}
