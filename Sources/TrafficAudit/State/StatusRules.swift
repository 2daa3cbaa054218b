internal import Collecting
internal import Traffic

/// What may stand in the files in which a follower tells how it is doing: their own words, numbers
/// where numbers belong, and names of logs where they belong.
struct StatusRules {
  let detector: any TextDetector
  /// Seconds since 1970.
  let now: Int

  /// The shapes of a person's data that the names in `follow.json` have; `nil` where it is not as this
  /// program writes it, byte for byte.
  func shapes(inStatus bytes: [UInt8]) -> Set<PersonalShape>? {
    guard let status = FollowStatus(bytes: bytes), status.bytes == bytes, isPlausible(status) else {
      return nil
    }
    return (status.patterns + status.sources.map(\.path)).reduce(into: []) {
      $0.formUnion(shapes(inName: $1))
    }
  }

  private func isPlausible(_ status: FollowStatus) -> Bool {
    let seconds = 1_500_000_000...(Int64(now) + 2 * 86_400)
    let numbers = [
      status.lines, status.hits, status.commits, Int64(status.cuts), status.lostDatagrams,
    ]
    return seconds.contains(status.started) && seconds.contains(status.committed)
      && (status.looked == 0 || seconds.contains(status.looked / 1_000_000_000))
      && (0...1e6).contains(status.flush) && (0...1e6).contains(status.commitSeconds)
      && (numbers + status.rejected.values).allSatisfy { $0 >= 0 }
      && status.rejected.keys.allSatisfy(StatusRules.reasons.contains)
      && status.sources.allSatisfy { source in
        min(source.position, source.size, source.lines) >= 0 && source.linesPerSecond >= 0
          && source.format.map { detector.isFormat(Array($0.utf8)) } ?? true
      }
  }

  private static let reasons = Set(RejectReason.allCases.map(\.name))

  /// The same of the file of alerts, which has no names at all.
  func shapes(inAlerts bytes: [UInt8]) -> Set<PersonalShape>? {
    guard let alerts = AlertState(bytes: bytes), alerts.bytes == bytes,
      alerts.standing.allSatisfy({ $0.since.start < Int64(now) + 2 * 86_400 })
    else { return nil }
    return []
  }

  /// The same of a file of metrics.
  func shapes(inMetrics bytes: [UInt8]) -> Set<PersonalShape>? {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else {
      return nil
    }
    let empty = FollowStatus(process: 0, started: 0, looked: 0, patterns: [], flush: .zero).metrics
    let comments = Set(empty.split(separator: "\n").filter { $0.hasPrefix("#") })
    let names = Set(
      comments.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] })
    var found: Set<PersonalShape> = []
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      if comments.contains(line) { continue }
      guard let space = line.lastIndex(of: " ") else { return nil }
      let (sample, value) = (line[..<space], line[line.index(after: space)...])
      let name = sample.prefix { $0 != "{" }
      guard names.contains(name), !value.isEmpty,
        value.utf8.allSatisfy({ "0123456789.e+-".utf8.contains($0) }), Double(value) != nil,
        let shapes = shapes(inLabels: sample.dropFirst(name.count))
      else { return nil }
      found.formUnion(shapes)
    }
    return found
  }

  /// `{log="…",inode="…"}` or `{reason="…"}`, or nothing.
  private func shapes(inLabels labels: Substring) -> Set<PersonalShape>? {
    if labels.isEmpty { return [] }
    guard labels.hasSuffix("\"}") else { return nil }
    let rest = labels.dropLast(2)
    if rest.hasPrefix("{reason=\"") {
      return StatusRules.reasons.contains(String(rest.dropFirst(9))) ? [] : nil
    }
    guard rest.hasPrefix("{log=\""), let inode = rest.ranges(of: "\",inode=\"").last,
      rest[inode.upperBound...].utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return shapes(inName: String(rest[..<inode.lowerBound].dropFirst(6)))
  }

  /// The shapes in the name of a log, which is its operator's: a date is none, nor is the address at
  /// which a follower listens.
  private func shapes(inName name: String) -> Set<PersonalShape> {
    let socket = "syslog:udp:"
    if name.hasPrefix(socket), name.utf8.count < socket.utf8.count + 64,
      name.dropFirst(socket.count).utf8.allSatisfy({
        (0x30...0x39).contains($0) || "abcdef.:[]".utf8.contains($0 | 0x20)
      })
    {
      return []
    }
    return detector.shapes(inBytes: withoutDates(Array(name.utf8))[...])
  }

  /// The name without the days, hours or seconds that log rotation puts into it: `access.log-20261001`.
  private func withoutDates(_ name: [UInt8]) -> [UInt8] {
    var rest: [UInt8] = []
    for run in name.chunked(by: { isDigit($0) == isDigit($1) }) {
      let text = String(decoding: run, as: UTF8.self)
      let isDate: Bool =
        switch run.count {
        case 8, 10, 12, 14:
          Day("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.dropFirst(6).prefix(2))").map
          {
            (10_000...Int32(now / 86_400 + 400)).contains($0.rawValue)
          } ?? false
        default: false
        }
      let isTime =
        run.count == 10 && Int(text).map { (1_000_000_000...now + 86_400).contains($0) } ?? false
      rest += isDate || isTime ? [UInt8(ascii: "_")] : Array(run)
    }
    return rest
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension [UInt8] {
  /// Runs of neighbours that belong together.
  fileprivate func chunked(by belongs: (UInt8, UInt8) -> Bool) -> [ArraySlice<UInt8>] {
    var runs: [ArraySlice<UInt8>] = []
    var start = startIndex
    for index in indices.dropFirst() where !belongs(self[index - 1], self[index]) {
      runs.append(self[start..<index])
      start = index
    }
    if start < endIndex { runs.append(self[start...]) }
    return runs
  }
}
