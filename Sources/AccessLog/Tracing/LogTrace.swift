internal import LogFormats
internal import Traffic

/// Shows that nothing personal of a log is at rest: takes the raw values of its lines and looks for
/// them. What leaves it is the name of a field.
public struct LogTrace: ~Copyable {
  private let index: RestIndex
  private var candidates: [UInt32: [Candidate]] = [:]
  private var candidateCount = 0
  /// Values that have been looked up, by their hash.
  private var known: Set<Int> = []
  /// Lines that were read.
  public private(set) var lines: Int64 = 0
  /// Different values that were looked for, up to what is remembered.
  public private(set) var values: Int64 = 0

  private struct Candidate {
    var value: [UInt8]
    var field: LoggedField
    /// Whether it may not even stand in text that redaction leaves as it is.
    var isTelling: Bool
  }

  /// Values that are remembered so as not to look them up again.
  private static let maxKnown = 1 << 20
  /// Values that may be at rest, and are looked for in a second reading.
  private static let maxCandidates = 100_000

  /// - Parameter index: All that is at rest, but for numbers, hashes and names of closed sets.
  public init(_ index: RestIndex) { self.index = index }

  /// Whether anything may be at rest, so that all has to be looked at once more.
  public var hasCandidates: Bool { candidateCount > 0 }

  /// Reads a log or an archive of logs, `-` being standard input.
  ///
  /// - Throws: ``InputError`` where it cannot be read; lines before that have been looked at.
  /// - Complexity: O(*n*) in the bytes, with bounded memory.
  public mutating func read(_ path: String, format: LogFormat?) throws(InputError) {
    let source = try OpenedSource(path: path)
    source.waitForWriter()
    let logs = try LogSources(source, path: path)
    while let log = try logs.next() { try read(log, format: format) }
  }

  private mutating func read(_ log: LogSource, format: LogFormat?) throws(InputError) {
    let reader = try LogReader(log, key: SourceKey())
    let format = (format ?? reader.recognisedFormat()).map { reader.read(as: $0) }
    let unwrapped = format.flatMap { UnwrappedBlock($0.wrappers) }
    var block = LogBlock()
    while reader.next(&block) {
      let named = block.heading.flatMap {
        format?.following($0.text, style: $0.style, client: nil)
      }
      let plan = (named ?? format)?.plan
      let bytes = unsafe block.withLines { lines in
        unsafe unwrapped?.withLines(of: lines) { unsafe Array($0) } ?? Array(lines)
      }
      for line in bytes.split(separator: 0x0a) {
        let line = line.last == 0x0d ? line.dropLast() : line
        lines += 1
        if let plan, let raw = RawLine(line, plan) {
          for (field, bytes) in raw.fields { look(for: bytes, field) }
          lookAtWords(of: raw.rest)
        } else {
          lookAtWords(of: line)
        }
      }
    }
    if let failure = reader.failure { throw failure }
  }

  /// The fields whose values stand in some bytes.
  public func fields(
    in bytes: ArraySlice<UInt8>, isKept: Bool
  ) -> Set<LoggedField> {
    var found: Set<LoggedField> = []
    for text in RestIndex.readings(of: bytes) {
      var four: UInt32 = 0
      for (index, byte) in text.enumerated() {
        four = four << 8 | UInt32(byte)
        guard index >= 3, let candidates = candidates[four] else { continue }
        for candidate in candidates
        where (candidate.isTelling || !isKept) && text[(index - 3)...].starts(with: candidate.value)
        {
          // In what redaction has left, a part is one between the same signs: `libxml5` is none of `libxml5-dev`.
          let isPart = [.request, .referrer].contains(candidate.field)
          if isKept, isPart, !LogTrace.isBounded(candidate.value.count, at: index - 3, of: text) {
            continue
          }
          found.insert(candidate.field)
        }
      }
    }
    return found
  }

  /// Whether so many bytes at a place have signs on both sides that parts are split at, or nothing.
  private static func isBounded(_ count: Int, at start: Int, of text: [UInt8]) -> Bool {
    func isBorder(_ place: Int) -> Bool {
      !text.indices.contains(place)
        || !(ASCII.isAlphanumeric(text[place]) || "-_".utf8.contains(text[place]))
    }
    return isBorder(start - 1) && isBorder(start + count)
  }

  private mutating func look(for bytes: ArraySlice<UInt8>, _ field: FieldMeaning) {
    guard !bytes.isEmpty, !bytes.elementsEqual("-".utf8) else { return }
    let text = LogEscape.unescaped(bytes)
    switch field {
    case .client: look(forAddress: bytes)
    case .ignored:
      for address in LoggedAddress.all(in: text[...]) { add(address) }
      add(text, .user, isTelling: isChanged(text[...]))
    case .time, .end: add(text, .time, isTelling: true)
    case .userAgent:
      // A short one may be a word like any other.
      add(text, .userAgent, isTelling: text.count >= 16)
    case .request, .target, .query, .referrer:
      look(forParts: text, field == .referrer ? .referrer : .request)
    case .host:
      for address in LoggedAddress.all(in: bytes) { add(address) }
    case .status, .bytes, .duration, .duration2, .duration3, .date, .method, .version: break
    }
  }

  private mutating func look(forAddress bytes: ArraySlice<UInt8>) {
    let addresses = LoggedAddress.all(in: bytes)
    for address in addresses { add(address) }
    if addresses.isEmpty { add(Array(bytes), .address, isTelling: isChanged(bytes)) }
  }

  private mutating func add(_ address: LoggedAddress) {
    for notation in address.notations { add(notation, .address, isTelling: true) }
    for word in address.words { add(word, .address, isTelling: false) }
  }

  /// Looks for a request or referrer as a whole, for its query, and for each part that redaction
  /// changes.
  private mutating func look(forParts text: [UInt8], _ field: LoggedField) {
    let words = text.split(separator: UInt8(ascii: " "))
    let target = field == .request && words.count > 1 ? words[1] : text[...]
    if let question = target.firstIndex(of: UInt8(ascii: "?")), target.endIndex - question > 8 {
      add(Array(target[(question + 1)...]), .query, isTelling: false)
      add(Array(target), field, isTelling: false)
    }
    var decoded = Array(target)
    for _ in 0..<TextDecoding.maxEncodings where PercentDecoding.isEncoded(decoded) {
      decoded = PercentDecoding.decoded(decoded[...])
    }
    let host = keptHost(of: target)
    for part in decoded.split(whereSeparator: { "/?&=;# +".utf8.contains($0) })
    where part.count >= 5 && isChanged(part) && !isInternationalised(part)
      && !RestIndex.lowercased(Array(part)).elementsEqual(host)
    {
      add(Array(part), field, isTelling: true)
      for address in LoggedAddress.all(in: part) { add(address) }
    }
  }

  /// The host of a full address, if it may be kept: what a host is called is asked of its labels, one by
  /// one, and not of the whole as of a part of a path.
  private func keptHost(of target: ArraySlice<UInt8>) -> [UInt8] {
    let scheme = target.prefix(12).firstRange(of: "://".utf8)
    let rest = scheme.map { target[$0.upperBound...] }
    guard let host = rest?.prefix(while: { !"/?#:\\".utf8.contains($0) }) else { return [] }
    let name = RestIndex.lowercased(Array(host))
    return RedactionCheck.isReferrer(name) || RedactionCheck.isSite(name) ? name : []
  }

  /// Looks for what is personal in bytes of which nothing is known.
  private mutating func lookAtWords(of line: ArraySlice<UInt8>) {
    for word in line.split(whereSeparator: { " \t\"'=;,&()".utf8.contains($0) })
    where word.count >= 5 {
      let addresses = LoggedAddress.all(in: word)
      for address in addresses { add(address) }
      if addresses.isEmpty, isChanged(word) {
        add(Array(word), .other, isTelling: true)
      }
    }
  }

  private func isChanged(_ text: ArraySlice<UInt8>) -> Bool {
    text.count <= PathRedaction.longestSegment
      && !SegmentRedaction.redacted(text).elementsEqual(text)
  }

  /// Whether this is a host whose letters and digits are a code (RFC 5891), and so are kept.
  private func isInternationalised(_ part: ArraySlice<UInt8>) -> Bool {
    !part.contains(UInt8(ascii: "@"))
      && part.split(separator: UInt8(ascii: ".")).contains { $0.starts(with: "xn--".utf8) }
  }

  private mutating func add(_ value: [UInt8], _ field: LoggedField, isTelling: Bool) {
    guard value.count >= 4 else { return }
    let value = RestIndex.lowercased(value)
    var hasher = Hasher()
    unsafe value.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    hasher.combine(isTelling)
    if known.count >= LogTrace.maxKnown { known.removeAll(keepingCapacity: true) }
    guard known.insert(hasher.finalize()).inserted else { return }
    values += 1
    guard index.mayHold(value, inKept: isTelling), candidateCount < LogTrace.maxCandidates else {
      return
    }
    let four = value[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    guard
      candidates[four]?.contains(where: { $0.value == value && $0.isTelling == isTelling }) != true
    else { return }
    candidates[four, default: []].append(
      Candidate(value: value, field: field, isTelling: isTelling))
    candidateCount += 1
  }
}

/// A field of a log whose value was found: its name, never what it says.
public enum LoggedField: String, CaseIterable, Sendable {
  case address
  case user
  case time
  case userAgent = "user agent"
  case referrer
  case request
  case query
  /// A part of a line that is of no field that is known.
  case other = "other part of a line"
}
